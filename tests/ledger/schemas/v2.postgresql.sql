-- A ledger of layout 2: with what was approved and activated, and the files that results came in.
BEGIN;
CREATE SCHEMA IF NOT EXISTS enrolment_ledger;
SET LOCAL search_path TO enrolment_ledger;
CREATE TABLE layout (
    version INTEGER NOT NULL,
    CHECK (version >= 1)
);
INSERT INTO layout (version) VALUES (2);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of the ledger are never changed'; END $$;
CREATE TABLE campaigns (
    name TEXT NOT NULL,
    PRIMARY KEY (name),
    CHECK (name <> '')
);
CREATE TABLE results (
    campaign TEXT NOT NULL,
    number BIGINT NOT NULL,
    day DATE NOT NULL,
    shift TEXT,
    machine TEXT,
    unit TEXT NOT NULL,
    collected BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    recorded_by TEXT NOT NULL,
    approved BIGINT,
    activated BIGINT,
    note TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (campaign, number),
    CHECK ((shift IS NULL) = (machine IS NULL)),
    CHECK (unit <> ''),
    CHECK (collected >= 0),
    CHECK (approved >= 0),
    CHECK (activated >= 0),
    CHECK (number >= 1),
    FOREIGN KEY(campaign) REFERENCES campaigns (name)
);
CREATE TABLE versions (
    campaign TEXT NOT NULL,
    number BIGINT NOT NULL,
    plan TEXT NOT NULL,
    provenance TEXT NOT NULL,
    is_sound BOOLEAN NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (campaign, number),
    CHECK (number >= 1),
    FOREIGN KEY(campaign) REFERENCES campaigns (name)
);
CREATE TABLE events (
    campaign TEXT NOT NULL,
    number BIGINT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    by TEXT NOT NULL,
    what TEXT NOT NULL,
    details TEXT NOT NULL,
    PRIMARY KEY (campaign, number),
    CHECK (what <> ''),
    CHECK (number >= 1),
    FOREIGN KEY(campaign) REFERENCES campaigns (name)
);
CREATE TABLE imports (
    campaign TEXT NOT NULL,
    number BIGINT NOT NULL,
    file_sha256 TEXT NOT NULL,
    file_name TEXT NOT NULL,
    rows_in_file BIGINT NOT NULL,
    first_result BIGINT NOT NULL,
    last_result BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (campaign, number),
    CHECK (length(file_sha256) = 64),
    CHECK (first_result <= last_result),
    CHECK (last_result - first_result < rows_in_file),
    FOREIGN KEY(campaign, first_result) REFERENCES results (campaign, number),
    FOREIGN KEY(campaign, last_result) REFERENCES results (campaign, number),
    CHECK (number >= 1),
    FOREIGN KEY(campaign) REFERENCES campaigns (name)
);
CREATE TABLE announcements (
    campaign TEXT NOT NULL,
    number BIGINT NOT NULL,
    version BIGINT NOT NULL,
    until DATE NOT NULL,
    announced_at TIMESTAMP WITH TIME ZONE NOT NULL,
    announced_by TEXT NOT NULL,
    PRIMARY KEY (campaign, number),
    FOREIGN KEY(campaign, version) REFERENCES versions (campaign, number),
    CHECK (number >= 1),
    FOREIGN KEY(campaign) REFERENCES campaigns (name)
);
CREATE TRIGGER campaigns_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON campaigns FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER results_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON results FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER versions_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER announcements_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON announcements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER imports_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON imports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
INSERT INTO campaigns VALUES ('Bình Gia');
INSERT INTO results
    (campaign, number, day, shift, machine, unit, collected, recorded_at, recorded_by) VALUES
    ('Bình Gia', 1, '2023-04-11', 'Ca 01', 'MÁY 2', '06103', 131, '2023-04-11T12:30:00.000000+00:00', 'trực ban'),
    ('Bình Gia', 2, '2023-04-11', 'Ca 02', 'MÁY 2', '06103', 90, '2023-04-11T12:30:00.000000+00:00', 'trực ban'),
    ('Bình Gia', 3, '2023-04-12', NULL, NULL, '06112', 7, '2023-04-12T12:30:00.000000+00:00', 'trực ban'),
    ('Bình Gia', 4, '2023-04-11', 'Ca 02', 'MÁY 2', '06103', 94, '2023-04-13T12:30:00.000000+00:00', 'trực ban');
INSERT INTO versions VALUES (
    'Bình Gia', 1,
    '{"campaign":"Bình Gia","version":1,"assignments":[{"machine":"MÁY 2","unit":"06103","date":"2023-04-11","shift":"Ca 01","dossiers":160}],"goals":[{"goal":"finish","value":66,"bound":66,"proof":"optimal"}],"unserved":[]}',
    '{"workbook_sha256":"abababababababababababababababababababababababababababababababab","last_result":0,"settings":{"seconds":60,"workers":2,"seed":7},"solver":"OR-Tools 9.15"}',
    TRUE, '2023-04-10T12:30:00.000000+00:00', 'trực ban');
INSERT INTO announcements VALUES ('Bình Gia', 1, 1, '2023-04-30', '2023-04-10T12:30:00.000000+00:00', 'trực ban');
INSERT INTO events VALUES
    ('Bình Gia', 1, '2023-04-10T12:30:00.000000+00:00', 'trực ban', 'plan', '{"last_result": 0, "version": 1}'),
    ('Bình Gia', 2, '2023-04-10T12:30:00.000000+00:00', 'trực ban', 'announce', '{"until": "2023-04-30", "version": 1}'),
    ('Bình Gia', 3, '2023-04-11T12:30:00.000000+00:00', 'trực ban', 'record', '{"last_result": 2, "rows": 2}');
COMMIT;
