"""What a person means who names a unit, a machine or an officer in an option."""

from planner.domain.campaign import Campaign
from planner.domain.record import MachineName, UnitCode
from planner.errors import WrongUsage
from planner.intake.cells.findings import Findings
from planner.intake.staffing.officers import names_of_officers
from planner.intake.values.names import machine_names, unit_names
from planner.roster.staffing import Officer, OfficerCode, Staffing


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


def officer_called(staffing: Staffing, name: str) -> Officer:
    """The officer of this number or name. Raises WrongUsage."""
    findings = Findings()
    code = names_of_officers(staffing.officers).identity(name, "--officer", findings)
    if code is None:
        raise WrongUsage("\n".join(map(str, findings.errors)))
    return staffing.officers_by_code[OfficerCode(code)]
