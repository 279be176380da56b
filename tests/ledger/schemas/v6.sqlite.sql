-- A ledger of layout 6: with leaves of officers that were entered beside the workbook.
PRAGMA foreign_keys = ON;
BEGIN;
CREATE TABLE campaigns (
    name TEXT NOT NULL,
    identity TEXT,
    PRIMARY KEY (name),
    CHECK (name <> '')
)
 STRICT;
CREATE TABLE events (
    campaign TEXT NOT NULL,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    what TEXT NOT NULL,
    details TEXT NOT NULL,
    digest TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (campaign, number),
    CHECK (what <> ''),
    CHECK (number >= 1),
    FOREIGN KEY(campaign) REFERENCES campaigns (name)
)
 STRICT;
CREATE TABLE results (
    campaign TEXT NOT NULL,
    number INTEGER NOT NULL,
    day TEXT NOT NULL,
    shift TEXT,
    machine TEXT,
    unit TEXT NOT NULL,
    collected INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    approved INTEGER,
    activated INTEGER,
    note TEXT DEFAULT '' NOT NULL,
    withdraws INTEGER,
    digest TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (campaign, number),
    CHECK (day IS date(julianday(day))),
    CHECK ((shift IS NULL) = (machine IS NULL)),
    CHECK (unit <> ''),
    CHECK (collected >= 0),
    CHECK (approved >= 0),
    CHECK (activated >= 0),
    CHECK (withdraws >= 1 AND withdraws < number),
    CHECK (number >= 1),
    FOREIGN KEY(campaign) REFERENCES campaigns (name)
)
 STRICT;
CREATE TABLE versions (
    campaign TEXT NOT NULL,
    number INTEGER NOT NULL,
    "plan" TEXT NOT NULL,
    provenance TEXT NOT NULL,
    is_sound INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    summary TEXT,
    digest TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (campaign, number),
    CHECK (is_sound IN (0, 1)),
    CHECK (number >= 1),
    FOREIGN KEY(campaign) REFERENCES campaigns (name)
)
 STRICT;
CREATE TABLE announcements (
    campaign TEXT NOT NULL,
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    until TEXT NOT NULL,
    announced_at TEXT NOT NULL,
    announced_by TEXT NOT NULL,
    digest TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (campaign, number),
    CHECK (until IS date(julianday(until))),
    FOREIGN KEY(campaign, version) REFERENCES versions (campaign, number),
    CHECK (number >= 1),
    FOREIGN KEY(campaign) REFERENCES campaigns (name)
)
 STRICT;
CREATE TABLE imports (
    campaign TEXT NOT NULL,
    number INTEGER NOT NULL,
    file_sha256 TEXT NOT NULL,
    file_name TEXT NOT NULL,
    rows_in_file INTEGER NOT NULL,
    first_result INTEGER NOT NULL,
    last_result INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    digest TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (campaign, number),
    CHECK (length(file_sha256) = 64),
    CHECK (first_result <= last_result),
    CHECK (last_result - first_result < rows_in_file),
    FOREIGN KEY(campaign, first_result) REFERENCES results (campaign, number),
    FOREIGN KEY(campaign, last_result) REFERENCES results (campaign, number),
    CHECK (number >= 1),
    FOREIGN KEY(campaign) REFERENCES campaigns (name)
)
 STRICT;
CREATE TABLE rosters (
    campaign TEXT NOT NULL,
    number INTEGER NOT NULL,
    roster TEXT NOT NULL,
    provenance TEXT NOT NULL,
    is_sound INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    summary TEXT NOT NULL,
    digest TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (campaign, number),
    CHECK (is_sound IN (0, 1)),
    CHECK (number >= 1),
    FOREIGN KEY(campaign) REFERENCES campaigns (name)
)
 STRICT;
CREATE TABLE publications (
    campaign TEXT NOT NULL,
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    until TEXT NOT NULL,
    published_at TEXT NOT NULL,
    published_by TEXT NOT NULL,
    digest TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (campaign, number),
    CHECK (until IS date(julianday(until))),
    FOREIGN KEY(campaign, version) REFERENCES rosters (campaign, number),
    CHECK (number >= 1),
    FOREIGN KEY(campaign) REFERENCES campaigns (name)
)
 STRICT;
CREATE TABLE adjustments (
    campaign TEXT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    machine TEXT,
    unit TEXT,
    first_day TEXT NOT NULL,
    first_shift TEXT NOT NULL,
    last_day TEXT NOT NULL,
    last_shift TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    withdraws INTEGER,
    officer TEXT,
    leave TEXT,
    digest TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (campaign, number),
    CHECK (first_day IS date(julianday(first_day))),
    CHECK (last_day IS date(julianday(last_day))),
    CHECK (kind IN ('breakdown', 'closure', 'pin', 'leave')),
    CHECK ((machine IS NULL) = (kind IN ('closure', 'leave'))),
    CHECK ((unit IS NULL) = (kind IN ('breakdown', 'leave'))),
    CHECK ((officer IS NULL) = (kind <> 'leave')),
    CHECK ((leave IS NULL) = (kind <> 'leave')),
    CHECK (first_day <= last_day),
    CHECK (withdraws >= 1 AND withdraws < number),
    CHECK (number >= 1),
    FOREIGN KEY(campaign) REFERENCES campaigns (name)
)
 STRICT;
CREATE TRIGGER campaigns_no_update BEFORE UPDATE ON campaigns WHEN NOT (OLD.name IS NEW.name AND OLD.identity IS NULL AND NEW.identity IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER campaigns_no_delete BEFORE DELETE ON campaigns BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER results_no_update BEFORE UPDATE ON results BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER results_no_delete BEFORE DELETE ON results BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER versions_no_update BEFORE UPDATE ON versions BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER versions_no_delete BEFORE DELETE ON versions BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER announcements_no_update BEFORE UPDATE ON announcements BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER announcements_no_delete BEFORE DELETE ON announcements BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER imports_no_update BEFORE UPDATE ON imports BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER imports_no_delete BEFORE DELETE ON imports BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER rosters_no_update BEFORE UPDATE ON rosters BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER rosters_no_delete BEFORE DELETE ON rosters BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER publications_no_update BEFORE UPDATE ON publications BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER publications_no_delete BEFORE DELETE ON publications BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER adjustments_no_update BEFORE UPDATE ON adjustments BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
CREATE TRIGGER adjustments_no_delete BEFORE DELETE ON adjustments BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
PRAGMA application_id = 1162760780;
PRAGMA user_version = 6;
INSERT INTO campaigns (name) VALUES ('Bình Gia');
INSERT INTO results
    (campaign, number, day, shift, machine, unit, collected, recorded_at, recorded_by, note, digest) VALUES
    ('Bình Gia', 1, '2023-04-11', 'Ca 01', 'MÁY 2', '06103', 131, '2023-04-11T12:30:00.000000+00:00', 'trực ban', '', 'af596600a20e44cdbc0102ec9bb66c0772e175820cb7826166f2be4efef84c59'),
    ('Bình Gia', 2, '2023-04-11', 'Ca 02', 'MÁY 2', '06103', 90, '2023-04-11T12:30:00.000000+00:00', 'trực ban', '', 'cee48becb3922e63481d3cd1a4236a32eba6d65f7e4a7d2267057e3f515c6414'),
    ('Bình Gia', 3, '2023-04-12', NULL, NULL, '06112', 7, '2023-04-12T12:30:00.000000+00:00', 'trực ban', '', 'fa18b81f70a80823ec52271be3257f4339fb31a66891a0d6cd4094dff8616f90'),
    ('Bình Gia', 4, '2023-04-11', 'Ca 02', 'MÁY 2', '06103', 94, '2023-04-13T12:30:00.000000+00:00', 'trực ban', '', 'aa81791906a386ec4795054616b64e6b0ff3782859761aab2dede56c68abc857');
INSERT INTO versions
    (campaign, number, plan, provenance, is_sound, made_at, made_by, summary, digest) VALUES
    ('Bình Gia', 1, '{"campaign":"Bình Gia","version":1,"assignments":[{"machine":"MÁY 2","unit":"06103","date":"2023-04-11","shift":"Ca 01","dossiers":160}],"goals":[{"goal":"finish","value":66,"bound":66,"proof":"optimal"}],"unserved":[]}', '{"workbook_sha256":"abababababababababababababababababababababababababababababababab","last_result":0,"settings":{"seconds":60,"workers":2,"seed":7},"solver":"OR-Tools 9.15"}', 1, '2023-04-10T12:30:00.000000+00:00', 'trực ban', '{"as_of":null,"as_of_shift":null,"finish":"2023-04-11","unserved":0,"goals":[{"goal":"finish","value":66,"bound":66,"proof":"optimal","seconds":0.0}],"announced_version":null,"announced_until":null,"frozen_until":null}', '33adfe5e094c62a07ad0118054b6acd5f1afaa748ed654ff488242960f3a1402');
INSERT INTO announcements
    (campaign, number, version, until, announced_at, announced_by, digest) VALUES
    ('Bình Gia', 1, 1, '2023-04-30', '2023-04-10T12:30:00.000000+00:00', 'trực ban', 'e50e83e8910f082cb2560df181bdba1011d470e192dd6d625759da3aaf6da940');
INSERT INTO events
    (campaign, number, at, "by", what, details, digest) VALUES
    ('Bình Gia', 1, '2023-04-10T12:30:00.000000+00:00', 'trực ban', 'plan', '{"last_result": 0, "version": 1}', 'ff46ca937a7b95b81af76c1c702158e62f6b970de93abfb92f4657759d03506d'),
    ('Bình Gia', 2, '2023-04-10T12:30:00.000000+00:00', 'trực ban', 'announce', '{"until": "2023-04-30", "version": 1}', 'e7389b55e8956ed73002a88503484b7b6e0ecbeb9bb3bffafd60d95c6a3ca637'),
    ('Bình Gia', 3, '2023-04-11T12:30:00.000000+00:00', 'trực ban', 'record', '{"last_result": 2, "rows": 2}', '809e9450407932224cb80be34ec02573b13d33cada8b488f1ef22fc2b2c64160');
COMMIT;
