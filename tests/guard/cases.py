"""The cases: which commands follow one another, with what. Whoever adds a command or a form adds it here."""

from tests.guard.by_hand import edited, example, filled, gone, smaller, ticked
from tests.guard.spoilt import SPOILT_CAMPAIGN, SPOILT_RESULTS
from tests.guard.steps import ByHand, Case, Step, ask, tell

ALONE = "--workers 1 --seed 0"
BINH_GIA = "instances/binh-gia-2023/campaign.xlsx"
FIRST_WEEK = "instances/binh-gia-2023-first-week/campaign-18-april.xlsx"
WEEK_RESULTS = "instances/binh-gia-2023-first-week/results-11-17-april.xlsx"
LEDGER = "--ledger instances/binh-gia-2023/campaign.ledger.db"
TWO_MOBILE = "instances/binh-gia-2023-two-mobile/campaign.xlsx"
APPENDIX = "instances/binh-gia-2023/appendix-2023"
IA_DOM = "instances/ia-dom-2023/campaign.xlsx"
BINH_PHUOC = "instances/binh-phuoc-2024/campaign.xlsx"
ROVING = "instances/province-roving/campaign.xlsx"
TEAMS = "instances/tinh-dong-nai-2025/campaign.xlsx"
WARD = "instances/phuong-kinh-bac-2026/campaign.xlsx"
CITIZENS = "instances/vinh-yen-citizens/cong-dan.xlsx"
INVITED = "inv/moi/danh-sach-moi-06070-xa-vinh-yen.xlsx"
QUOTA_2023 = "instances/binh-gia-2023-quota/binh-gia-2023-quota.xlsx"
QUOTA_2024 = "instances/binh-phuoc-2024-quota/binh-phuoc-2024-quota.xlsx"
COMMANDS = (
    *("new", "check", "quota", "demo", "plan", "print", "announce", "verify", "new-results", "record", "status"),
    *("report", "replan", "changes", "invite", "purge", "why", "whatif", "repairs", "audit", "backup", "restore"),
    *("adjust", "adopt", "export"),
)

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
    tell("record", f"record {BINH_GIA} {WEEK_RESULTS} --today 17/4/2023", moment="2023-04-17T08:15:00+00:00"),
    tell("record-again", f"record {BINH_GIA} {WEEK_RESULTS} --today 17/4/2023"),
    tell("withdraw", f"record {BINH_GIA} --withdraw 3 --withdraw 4 --today 17/4/2023"),
    tell("record-anew", f"record {BINH_GIA} {WEEK_RESULTS} --today 17/4/2023"),
    ask("status", f"status {BINH_GIA} --today 18/4/2023"),
    tell("report-day", f"report {BINH_GIA} --date 17/4/2023 -o r"),
    tell("report-week", f"report {BINH_GIA} --date 18/4/2023 --weekly -o r"),
    tell("report-final", f"report {BINH_GIA} --date 18/4/2023 --final -o r"),
    tell("repairs", f"repairs {FIRST_WEEK} {LEDGER} --as-of 18/4/2023 {ALONE} --seconds 20"),
    tell("replan", f"replan {FIRST_WEEK} {LEDGER} {ALONE} --seconds 30 -o p2"),
    ask("verify-replan", f"verify {FIRST_WEEK} p2/plan.json --announced p1/plan.json --results {WEEK_RESULTS}"),
    ask("changes", f"changes {FIRST_WEEK} {LEDGER} --today 18/4/2023 -o p2-changes"),
    ask("why-not", f"why {FIRST_WEEK} {LEDGER} --as-of 18/4/2023 --unit 06094 --on 24/4/2023 {ALONE}"),
    tell("why-price", f"why {FIRST_WEEK} {LEDGER} --as-of 18/4/2023 --unit 06079 --on 25/4/2023 {ALONE} --seconds 20"),
    tell("whatif", f"whatif {FIRST_WEEK} {LEDGER} --as-of 18/4/2023 {ALONE} --seconds 20"),
    tell("print-replan", f"print {FIRST_WEEK} {LEDGER} -o p2 --today 18/4/2023"),
    tell("announce-replan", f"announce {FIRST_WEEK} {LEDGER} --until 5/5/2023"),
    tell("form-of-next-week", f"new-results {FIRST_WEEK} {LEDGER} --from 18/4/2023 --to 24/4/2023 -o forms/next.xlsx"),
    filled("forms/next.xlsx"),
    tell("record-next-week", f"record {FIRST_WEEK} forms/next.xlsx {LEDGER} --today 24/4/2023"),
    tell("replan-learning", f"replan {FIRST_WEEK} {LEDGER} {ALONE} --learn --max-changes 20 --seconds 30 -o p3"),
    ask("status-later", f"status {FIRST_WEEK} {LEDGER} --today 25/4/2023"),
    tell("export", f"export {FIRST_WEEK} {LEDGER} -o exported"),
)

AUDIT = (
    tell("docx", f"audit {BINH_GIA} {APPENDIX}.docx --ledger none.ledger.db --workers 1"),
    ask("xlsx", f"audit {BINH_GIA} {APPENDIX}.xlsx --ledger none.ledger.db --no-optimum --all -o read"),
    tell("pins", f"audit {BINH_GIA} {APPENDIX}.xlsx --ledger none.ledger.db --no-optimum --as-pins pinned.xlsx"),
    ask("check-pinned", "check pinned.xlsx"),
)

TWO_MACHINES = (
    ask("check", f"check {TWO_MOBILE}"),
    tell("plan", f"plan {TWO_MOBILE} -o p1 {ALONE} --seconds 30"),
    tell("print", f"print {TWO_MOBILE} -o p1 --form itineraries --form calendar --form phu-luc"),
    tell("announce", f"announce {TWO_MOBILE}"),
    tell("form", f"new-results {TWO_MOBILE} --from 11/4/2023 --to 14/4/2023 -o forms/days.xlsx"),
    filled("forms/days.xlsx"),
    tell("record", f"record {TWO_MOBILE} forms/days.xlsx --today 14/4/2023"),
    tell("replan", f"replan {TWO_MOBILE} {ALONE} --seconds 20 --as-of 15/4/2023 --as-of-shift 'Ca 02' -o p2"),
    ask("changes", f"changes {TWO_MOBILE} 1 2 --today 15/4/2023 -o p2"),
    tell("whatif", f"whatif {TWO_MOBILE} {ALONE} --seconds 10 --machines +1 --breakdown 'MÁY 2:3:20/4/2023'"),
)


def _of_the_example(book: str) -> tuple[Step | ByHand, ...]:
    """Everything that there is to do about a campaign, with the example of the template."""
    return (
        example(book),
        ask("check", f"check {book}"),
        tell("plan", f"plan {book} -o p1 {ALONE}"),
        tell("print", f"print {book} -o p1 --today 4/5/2024"),
        tell("teams", f"print {book} -o p1-teams --form teams --today 4/5/2024"),
        tell("announce", f"announce {book} --until 25/5/2024"),
        tell("form", f"new-results {book} --from 6/5/2024 --to 9/5/2024 -o forms/days.xlsx"),
        filled("forms/days.xlsx"),
        tell("record", f"record {book} forms/days.xlsx --today 9/5/2024", moment="2024-05-09T08:15:00+00:00"),
        ask("status", f"status {book} --today 10/5/2024"),
        tell("report-day", f"report {book} --date 9/5/2024 -o r"),
        tell("report-phase", f"report {book} --date 9/5/2024 --phase 'Giai đoạn 1' -o r"),
        tell("report-week", f"report {book} --date 13/5/2024 --weekly -o r"),
        tell("report-final", f"report {book} --date 2/6/2024 --final -o r"),
        tell("repairs", f"repairs {book} {ALONE} --as-of 10/5/2024 --seconds 30"),
        tell("replan", f"replan {book} {ALONE} --freeze-days 1 -o p2"),
        ask("changes", f"changes {book} --today 10/5/2024 -o p2-changes"),
        tell("print-replan", f"print {book} -o p2 --today 10/5/2024"),
        tell("print-first", f"print {book} --version 1 -o p1-again --form notices --today 10/5/2024"),
        tell("why-price", f"why {book} --as-of 10/5/2024 --unit SM03 --on 14/5/2024 --machine 'MÁY 2' {ALONE}"),
        tell("why-not", f"why {book} --as-of 10/5/2024 --unit SM08 --on 10/5/2024 {ALONE}"),
        tell("whatif", f"whatif {book} --as-of 10/5/2024 {ALONE} --seconds 20"),
        tell("whatif-named", f"whatif {book} --as-of 10/5/2024 {ALONE} --seconds 20 --evenings --by 20/5/2024"),
        tell("backup", f"backup {book} copy.db"),
        tell("plan-refused", f"plan {book} -o p9 {ALONE}"),
        tell("plan-fresh", f"plan {book} --fresh -o p3 {ALONE}"),
        tell("restore-refused", f"restore {book} copy.db"),
        tell("audit-own", f"audit {book} p1/phu-luc.xlsx --version 1 --no-optimum -o read"),
        tell("audit-own-docx", f"audit {book} p2/phu-luc.docx --version 2 --no-optimum"),
        tell("export", f"export {book} -o exported"),
        tell("adopt", f"adopt {book} p1/plan.json -o adopted --ledger other.ledger.db"),
    )


INVITING = (
    tell("plan", f"plan {BINH_GIA} -o p1 {ALONE}"),
    tell("form", "invite x.xlsx empty.xlsx --new"),
    tell("invite", f"invite {BINH_GIA} {CITIZENS} --unit 06070 --today 2/5/2023 -o inv"),
    tell(
        "full",
        f"invite {BINH_GIA} {CITIZENS} --unit 06070 --today 2/5/2023 -o inv --full --date 4/5/2023 --shift 'Ca 01'",
    ),
    ticked(INVITED),
    ask("again", f"invite {BINH_GIA} {CITIZENS} --unit 06070 --today 5/5/2023 -o inv --all"),
    edited("fewer.xlsx", {"Công dân": {f"B{row}": f"Người {row}" for row in range(2, 100)}}, of=CITIZENS),
    ask("others", f"invite {BINH_GIA} fewer.xlsx --unit 06070 --today 5/5/2023 -o inv --all"),
    tell("forget", f"invite {BINH_GIA} fewer.xlsx --unit 06070 --today 5/5/2023 -o inv --all --forget"),
    ask("purge-dry", f"purge {BINH_GIA} -o inv --today 1/10/2023 --dry-run"),
    tell("purge", f"purge {BINH_GIA} -o inv --today 1/10/2023"),
)

RANKING = (
    ask("check", f"check {IA_DOM}"),
    tell("record", f"record {IA_DOM} instances/ia-dom-2023/results-15-september-15-october.xlsx --today 15/10/2023"),
    ask("status", f"status {IA_DOM} --today 16/10/2023"),
    ask("report-day", f"report {IA_DOM} --date 12/10/2023 -o r"),
    ask("report-week", f"report {IA_DOM} --date 16/10/2023 --weekly -o r"),
    ask("report-final", f"report {IA_DOM} --date 15/10/2023 --final -o r"),
    tell("plan-refused", f"plan {IA_DOM} -o p1 {ALONE}"),
    tell("replan", f"replan {IA_DOM} {ALONE} --seconds 20 -o p1"),
    tell("print", f"print {IA_DOM} -o p1 --today 16/10/2023"),
    tell("report-later", f"report {IA_DOM} --date 16/10/2023 -o r2"),
)

QUOTA = (
    ask("half-up", f"quota {QUOTA_2023} --rounding half-up --total divide -o q1"),
    ask("up", f"quota {QUOTA_2024} --rounding up --total sum -o q2"),
    ask("inclusive", f"quota {QUOTA_2024} --start 4/4/2024 --end 3/7/2024 --inclusive -o q3"),
    ask("shared", f"quota {QUOTA_2023} --days 30 --distribute 20001 -o q4"),
    ask("no-days", f"quota {CITIZENS} -o q5"),
    tell("new", "quota new.xlsx --new"),
)

PROVINCE = (
    ask("check", f"check {BINH_PHUOC}"),
    tell("plan", f"plan {BINH_PHUOC} -o p1 {ALONE} --seconds 30"),
    ask("verify", f"verify {BINH_PHUOC} p1/plan.json"),
    tell("print", f"print {BINH_PHUOC} -o p1 --today 1/4/2024"),
    tell("announce", f"announce {BINH_PHUOC} --until 10/5/2024"),
    tell("form", f"new-results {BINH_PHUOC} --from 4/4/2024 --to 10/4/2024 -o forms/days.xlsx"),
    filled("forms/days.xlsx"),
    tell("record", f"record {BINH_PHUOC} forms/days.xlsx --today 10/4/2024"),
    ask("status", f"status {BINH_PHUOC} --today 11/4/2024"),
    tell("report-week", f"report {BINH_PHUOC} --date 11/4/2024 --weekly -o r"),
    tell("replan", f"replan {BINH_PHUOC} {ALONE} --seconds 30 -o p2"),
    ask("changes", f"changes {BINH_PHUOC} --today 11/4/2024 -o p2-changes"),
    tell("calendar", f"print {BINH_PHUOC} -o p2 --form calendar --form itineraries --today 11/4/2024"),
    tell("why", f"why {BINH_PHUOC} --unit 25216 --on 20/5/2024 {ALONE} --seconds 20"),
)

PROVINCE_ROVING = (
    tell("plan", f"plan {ROVING} -o p1 {ALONE} --seconds 5"),
    ask("verify", f"verify {ROVING} p1/plan.json"),
    tell("print-machine", f"print {ROVING} -o p1-machine --machine 'MÁY 16' --today 1/4/2024"),
    tell("announce", f"announce {ROVING} --until 20/4/2024"),
    tell("form", f"new-results {ROVING} --from 4/4/2024 --to 6/4/2024 -o forms/days.xlsx"),
    filled("forms/days.xlsx"),
    tell("record", f"record {ROVING} forms/days.xlsx --today 6/4/2024"),
    tell("replan", f"replan {ROVING} {ALONE} --seconds 5 -o p2"),
)

PROVINCE_TEAMS = (
    ask("check", f"check {TEAMS}"),
    tell("plan", f"plan {TEAMS} -o p1 {ALONE} --seconds 30"),
    ask("verify", f"verify {TEAMS} p1/plan.json"),
    tell("print", f"print {TEAMS} -o p1 --today 28/11/2025"),
    tell("announce", f"announce {TEAMS} --until 20/12/2025"),
    tell("form", f"new-results {TEAMS} --from 1/12/2025 --to 6/12/2025 -o forms/days.xlsx"),
    filled("forms/days.xlsx"),
    tell("record", f"record {TEAMS} forms/days.xlsx --today 6/12/2025"),
    ask("status", f"status {TEAMS} --today 7/12/2025"),
    tell("replan", f"replan {TEAMS} {ALONE} --seconds 30 -o p2"),
)

WARD_OF_SCHOOLS = (
    ask("check", f"check {WARD}"),
    tell("plan", f"plan {WARD} -o p1 {ALONE} --seconds 30"),
    ask("verify", f"verify {WARD} p1/plan.json"),
    tell("print", f"print {WARD} -o p1 --today 27/2/2026"),
    tell("announce", f"announce {WARD} --until 14/3/2026"),
    tell("form", f"new-results {WARD} --from 2/3/2026 --to 5/3/2026 -o forms/days.xlsx"),
    filled("forms/days.xlsx"),
    tell("record", f"record {WARD} forms/days.xlsx --today 5/3/2026"),
    ask("status", f"status {WARD} --today 6/3/2026"),
    tell("report-day", f"report {WARD} --date 5/3/2026 -o r"),
    tell("replan", f"replan {WARD} {ALONE} --seconds 30 -o p2"),
    ask("changes", f"changes {WARD} --today 6/3/2026 -o p2-changes"),
)

HELP = (
    ask("itself", "--help"),
    *(ask(command, f"{command} --help") for command in COMMANDS),
    tell("new-folder", "new d --start 1/4/2024 --end 31/5/2024"),
    tell("new-of-a-province", "new d-tinh --start 1/4/2026 --end 31/5/2026 --level tinh"),
    tell("new-of-a-commune", "new d-xa --start 1/4/2026 --end 31/5/2026 --level xa"),
    ask("no-command", "plann"),
    ask("no-option", f"plan {BINH_GIA} --worker 1"),
)

MISTAKES = (
    example("a.xlsx"),
    edited("spoilt.xlsx", SPOILT_CAMPAIGN, of="a.xlsx"),
    ask("check", "check spoilt.xlsx"),
    ask("no-file", "check nowhere.xlsx"),
    ask("no-workbook", "check p9.txt"),
    ask("status-of-nothing", "status a.xlsx --today 10/5/2024"),
    ask("print-of-nothing", "print a.xlsx -o p9 --today 10/5/2024"),
    ask("announce-nothing", "announce a.xlsx"),
    ask("replan-nothing", f"replan a.xlsx {ALONE} -o p9"),
    ask("repairs-of-nothing", f"repairs a.xlsx {ALONE}"),
    ask("changes-of-nothing", "changes a.xlsx --today 10/5/2024 -o p9"),
    ask("report-of-nothing", "report a.xlsx --date 10/5/2024 -o p9"),
    ask("invite-to-nothing", f"invite a.xlsx {CITIZENS} --unit SM03 --today 10/5/2024 -o p9"),
    ask("why-of-a-stranger", f"why a.xlsx --unit SM77 {ALONE}"),
    ask("why-out-of-time", f"why a.xlsx --unit SM03 --on 1/1/2025 {ALONE}"),
    ask("whatif-out-of-time", f"whatif a.xlsx --by 1/1/2025 {ALONE}"),
    ask("restore-nothing", "restore a.xlsx nowhere.db"),
    ask("adopt-nothing", "adopt a.xlsx nowhere.json -o p9"),
    ask("two-reports", "report a.xlsx --weekly --final -o p9"),
    ask("phase-of-no-name", "report a.xlsx --date 10/5/2024 --phase 'Giai đoạn 9' -o p9"),
    ask("wrong-day", "status a.xlsx --today 31/2/2024"),
    ask("wrong-form", "print a.xlsx --form letters"),
    edited("results.xlsx", SPOILT_RESULTS, of=WEEK_RESULTS),
    ask("record", f"record {BINH_GIA} results.xlsx --today 17/4/2023"),
    ask("withdraw-nothing", f"record {BINH_GIA} --withdraw 9 --today 17/4/2023"),
    edited("overfull.xlsx", {"Đơn vị": {"G2": 14_000, "G3": 8_600}}, of="a.xlsx"),
    tell("overfull", f"plan overfull.xlsx -o over {ALONE} --seconds 10"),
    edited("pinned.xlsx", {"Ghim": {"A3": "MÁY 2", "B3": "SM06", "C3": "13/5/2024", "D3": "13/5/2024"}}, of="a.xlsx"),
    ask("pins-that-clash", f"plan pinned.xlsx -o p9 {ALONE} --seconds 10"),
)

SMALL = (
    smaller("s.xlsx"),
    tell("plan", f"plan s.xlsx -o p1 {ALONE}"),
    tell("print", "print s.xlsx -o p1 --today 4/5/2024"),
    tell("announce", "announce s.xlsx"),
    tell("form", "new-results s.xlsx --from 6/5/2024 --to 7/5/2024 -o forms/days.xlsx"),
    filled("forms/days.xlsx"),
    tell("record", "record s.xlsx forms/days.xlsx --today 7/5/2024"),
    tell("replan", f"replan s.xlsx {ALONE} -o p2"),
    tell("report", "report s.xlsx --date 7/5/2024 -o r"),
)

KEEPING = (
    smaller("s.xlsx"),
    tell("plan", f"plan s.xlsx -o p1 {ALONE}"),
    tell("announce", "announce s.xlsx"),
    tell("backup", "backup s.xlsx"),
    tell("backup-named", "backup s.xlsx copy.db"),
    tell("form", "new-results s.xlsx --date 6/5/2024"),
    filled("ket-qua-2024-05-06.xlsx"),
    tell("record", "record s.xlsx ket-qua-2024-05-06.xlsx --today 6/5/2024"),
    tell("why-price", f"why s.xlsx --as-of 7/5/2024 --unit SM01 --on 9/5/2024 {ALONE} --seconds 20"),
    tell("learn", f"replan s.xlsx -o p2 {ALONE} --learn --assume-planned --tidy"),
    ask("restore-refused", "restore s.xlsx copy.db"),
    tell("restore", "restore s.xlsx copy.db --lose"),
    tell("plan-anew", f"plan s.xlsx -o p1 {ALONE} --tidy"),
    ask("status", "status s.xlsx --today 6/5/2024"),
    tell("restore-again", "restore s.xlsx copy.db --lose"),
    tell("adopt", "adopt s.xlsx p1/plan.json -o p1"),
    gone("*.db"),
    ask("status-of-a-lost-ledger", "status s.xlsx --today 6/5/2024"),
    ask("announce-in-a-lost-ledger", "announce s.xlsx"),
    tell("adopt-into-another", "adopt s.xlsx p1/plan.json"),
    tell("new-ledger", f"plan s.xlsx -o p3 {ALONE} --new-ledger"),
)

CASES = (
    Case("small", SMALL, is_short=True),
    Case("example", _of_the_example("e.xlsx")),
    Case("english", _of_the_example("e.xlsx"), in_english=True),
    Case("district", DISTRICT),
    Case("two-mobile", TWO_MACHINES),
    Case("audit", AUDIT),
    Case("inviting", INVITING),
    Case("keeping", KEEPING),
    Case("ranking", RANKING),
    Case("quota", QUOTA),
    Case("demo", (tell("demo", f"demo -o d {ALONE}"),)),
    Case("help", HELP),
    Case("mistakes", MISTAKES),
    Case("province", PROVINCE),
    Case("roving", PROVINCE_ROVING),
    Case("province-teams", PROVINCE_TEAMS),
    Case("ward", WARD_OF_SCHOOLS),
)
