"""What a person means who names a unit or a machine in an option."""

from planner.domain.campaign import Campaign
from planner.domain.record import MachineName, UnitCode
from planner.errors import WrongUsage
from planner.intake.cells.findings import Findings
from planner.intake.values.names import machine_names, unit_names


def unit_called(campaign: Campaign, name: str) -> UnitCode:
    """The unit of this code or name. Raises WrongUsage."""
    findings = Findings()
    code = unit_names(campaign.units).identity(name, "--unit", findings)
    if code is None:
        raise WrongUsage("\n".join(map(str, findings.errors)))
    return UnitCode(code)


def machine_called(campaign: Campaign, name: str, option: str) -> MachineName:
    """The machine of this name, which an option gives. Raises WrongUsage."""
    findings = Findings()
    found = machine_names(campaign.machines).identity(name, option, findings)
    if found is None:
        raise WrongUsage("\n".join(map(str, findings.errors)))
    return MachineName(found)
