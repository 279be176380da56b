"""The cases: which commands follow one another, with what."""

from tests.guard.by_hand import filled
from tests.guard.steps import Case, ask, tell

ALONE = "--workers 1 --seed 7"
BINH_GIA = "instances/binh-gia-2023/campaign.xlsx"
FIRST_WEEK = "instances/binh-gia-2023-first-week/campaign-18-april.xlsx"
WEEK_RESULTS = "instances/binh-gia-2023-first-week/results-11-17-april.xlsx"
LEDGER = "--ledger instances/binh-gia-2023/campaign.ledger.db"
CITIZENS = "instances/vinh-yen-citizens/cong-dan.xlsx"

DISTRICT = (
    ask("check", f"check {BINH_GIA}"),
    tell("plan", f"plan {BINH_GIA} -o p1 {ALONE}"),
    ask("verify", f"verify {BINH_GIA} p1/plan.json"),
    tell("print", f"print {BINH_GIA} -o p1 --today 9/4/2023"),
    tell("print-unit", f"print {BINH_GIA} -o p1-unit --unit 06070 --today 9/4/2023"),
    tell("print-machine", f"print {BINH_GIA} -o p1-machine --machine 'MÁY 2' --today 20/4/2023"),
    tell("announce", f"announce {BINH_GIA} --until 30/4/2023"),
    tell("form-of-a-day", f"new-results {BINH_GIA} --date 18/4/2023 -o forms/day.xlsx"),
    tell("form-of-days", f"new-results {BINH_GIA} --from 11/4/2023 --to 20/4/2023 -o forms/days.xlsx"),
    tell("record", f"record {BINH_GIA} {WEEK_RESULTS} --today 17/4/2023"),
    tell("record-again", f"record {BINH_GIA} {WEEK_RESULTS} --today 17/4/2023"),
    tell("withdraw", f"record {BINH_GIA} --withdraw 3 --withdraw 4 --today 17/4/2023"),
    tell("record-anew", f"record {BINH_GIA} {WEEK_RESULTS} --today 17/4/2023"),
    ask("status", f"status {BINH_GIA} --today 18/4/2023"),
    tell("report-day", f"report {BINH_GIA} --date 17/4/2023 -o r"),
    tell("report-week", f"report {BINH_GIA} --date 18/4/2023 --weekly -o r"),
    tell("report-final", f"report {BINH_GIA} --date 18/4/2023 --final -o r"),
    ask("repairs", f"repairs {FIRST_WEEK} {LEDGER} --as-of 18/4/2023 {ALONE}"),
    tell("replan", f"replan {FIRST_WEEK} {LEDGER} {ALONE} --seconds 60 -o p2"),
    ask(
        "verify-replan",
        f"verify {FIRST_WEEK} p2/plan.json --announced p1/plan.json --results {WEEK_RESULTS}",
    ),
    ask("changes", f"changes {FIRST_WEEK} {LEDGER} --today 18/4/2023 -o p2-changes"),
    ask("why-not", f"why {FIRST_WEEK} {LEDGER} --as-of 18/4/2023 --unit 06094 --on 24/4/2023 {ALONE}"),
    ask("why-price", f"why {FIRST_WEEK} {LEDGER} --as-of 18/4/2023 --unit 06079 --on 25/4/2023 {ALONE}"),
    ask("whatif", f"whatif {FIRST_WEEK} {LEDGER} --as-of 18/4/2023 {ALONE}"),
    tell("print-replan", f"print {FIRST_WEEK} {LEDGER} -o p2 --today 18/4/2023"),
    tell("invite", f"invite {BINH_GIA} {CITIZENS} --unit 06070 --version 1 --today 2/5/2023 -o inv"),
    tell("invite-full", f"invite {BINH_GIA} {CITIZENS} --unit 06070 --version 1 --today 2/5/2023 -o inv --all"),
    tell("announce-replan", f"announce {FIRST_WEEK} {LEDGER} --until 5/5/2023"),
    tell("form-of-next-week", f"new-results {FIRST_WEEK} {LEDGER} --from 18/4/2023 --to 24/4/2023 -o forms/next.xlsx"),
    filled("forms/next.xlsx"),
    tell("record-next-week", f"record {FIRST_WEEK} forms/next.xlsx {LEDGER} --today 24/4/2023"),
    tell("replan-learning", f"replan {FIRST_WEEK} {LEDGER} {ALONE} --learn --max-changes 20 -o p3"),
    ask("status-later", f"status {FIRST_WEEK} {LEDGER} --today 25/4/2023"),
    tell("export", f"export {FIRST_WEEK} {LEDGER} -o exported"),
)

APPENDIX = "instances/binh-gia-2023/appendix-2023"
AUDIT = (
    ask("docx", f"audit {BINH_GIA} {APPENDIX}.docx --ledger none.ledger.db --workers 1"),
    ask("xlsx", f"audit {BINH_GIA} {APPENDIX}.xlsx --ledger none.ledger.db --workers 1 --all -o read"),
    tell("pins", f"audit {BINH_GIA} {APPENDIX}.xlsx --ledger none.ledger.db --no-optimum --as-pins pinned.xlsx"),
)

CASES = (
    Case("district", DISTRICT),
    Case("audit", AUDIT),
)
