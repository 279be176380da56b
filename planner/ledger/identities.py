"""Two campaigns of one name never share a ledger: what the ledger knows its campaign by, held against the workbook."""

from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import select, update

from planner.domain.identity import Identity
from planner.errors import LedgerOfAnotherCampaign
from planner.ledger.numbering import LedgerPlace
from planner.ledger.refusals import Refusal
from planner.ledger.tables import campaigns
from planner.next_steps import NextStep, Step
from planner.texts import plurals_of, spoken_day, texts_of

_ = texts_of("ledger")
ngettext = plurals_of("ledger")

OTHER_CAMPAIGN = "--other-campaign"
"""The option of `planner restore` that takes a backup of another campaign of the same name for this one's."""


def known_identity(text: str | None) -> Identity | None:
    """An identity as the ledger has it; None where there is none that this program can read."""
    try:
        return Identity.model_validate_json(text) if text else None
    except ValidationError:
        return None


def check_identity(place: LedgerPlace, identity: Identity | None) -> None:
    """Raise Refusal where the ledger knows another campaign by this name."""
    known = known_identity(_stored(place))
    if known is None or identity is None or known.may_be_of(identity):
        return
    raise Refusal(
        LedgerOfAnotherCampaign,
        ngettext(
            "{ledger}: holds another campaign of the same name, “{campaign}”, from {first} to "
            "{last}; {common} of its {units} units is in this workbook",
            "{ledger}: holds another campaign of the same name, “{campaign}”, from {first} to "
            "{last}; {common} of its {units} units are in this workbook",
            known.num_common(identity),
        ),
        next_step=NextStep(Step.NAME_OF_ITS_OWN),
        campaign=place.campaign,
        first=spoken_day(known.first_day),
        last=spoken_day(known.last_day),
        common=known.num_common(identity),
        units=len(known.units),
    )


def refuse_backup_of_another(
    place: LedgerPlace, identity: Identity | None, backup: Path, *, may_be_other: bool
) -> None:
    """Raise LedgerOfAnotherCampaign for a backup of another name, or of another campaign of this name unless it may be.

    A backup of another name cannot be meant: under this one nothing of it would be found again.
    """
    held = place.connection.execute(select(campaigns.c.name)).scalars().all()
    if held and place.campaign not in held:
        raise LedgerOfAnotherCampaign(
            _(
                "{backup}: is a backup of the campaign “{held}”, not of “{campaign}”. Nothing was changed. Give a "
                "backup of this campaign; if it was renamed, give it its old name again on the sheet Chiến dịch"
            ).format(backup=backup, held=held[0], campaign=place.campaign)
        )
    known = known_identity(_stored(place))
    if may_be_other or known is None or identity is None or known.may_be_of(identity):
        return
    raise LedgerOfAnotherCampaign(
        ngettext(
            "{backup}: is a backup of another campaign that is also called “{campaign}”, from {first} to {last}; "
            "{common} of its {units} units is in this workbook. Nothing was changed. Give a backup of this campaign; "
            "if it is this one all the same, repeat the command with {option}",
            "{backup}: is a backup of another campaign that is also called “{campaign}”, from {first} to {last}; "
            "{common} of its {units} units are in this workbook. Nothing was changed. Give a backup of this campaign; "
            "if it is this one all the same, repeat the command with {option}",
            known.num_common(identity),
        ).format(
            backup=backup,
            campaign=place.campaign,
            first=spoken_day(known.first_day),
            last=spoken_day(known.last_day),
            common=known.num_common(identity),
            units=len(known.units),
            option=OTHER_CAMPAIGN,
        )
    )


def hold_identity(place: LedgerPlace, identity: Identity | None) -> None:
    """The same for a writer, who holds the campaign; what was not known of it yet is noted."""
    check_identity(place, identity)
    if identity is not None and _stored(place) is None:
        here = (campaigns.c.name == place.campaign, campaigns.c.identity.is_(None))
        place.connection.execute(update(campaigns).where(*here).values(identity=identity.model_dump_json()))


def _stored(place: LedgerPlace) -> str | None:
    return place.connection.execute(
        select(campaigns.c.identity).where(campaigns.c.name == place.campaign)
    ).scalar_one_or_none()
