-- A session is its journal (event); sets and scores are its results, written when it is over.
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    workout TEXT NOT NULL,
    origin TEXT NOT NULL,
    text TEXT NOT NULL,
    choices TEXT NOT NULL CHECK (json_valid(choices)),
    swaps TEXT NOT NULL CHECK (json_valid(swaps)),
    assumed TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(assumed)),
    began_at INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL,
    version TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'done', 'dropped')),
    elapsed INTEGER NOT NULL DEFAULT 0,
    ended INTEGER NOT NULL DEFAULT 0,
    complete INTEGER NOT NULL DEFAULT 0,
    effort INTEGER CHECK (effort BETWEEN 1 AND 10),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX session_by_time ON session (began_at);
CREATE INDEX session_open ON session (began_at) WHERE status = 'open';
CREATE INDEX session_by_workout ON session (workout, began_at);

-- ``at`` is ms since the session was opened: a computer that restarts does not matter.
CREATE TABLE event (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    command TEXT NOT NULL,
    PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE set_result (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    number INTEGER NOT NULL,
    block TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    place TEXT NOT NULL,
    source TEXT NOT NULL,
    round INTEGER NOT NULL,
    exercise TEXT NOT NULL,
    side INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    unit TEXT NOT NULL,
    planned_low INTEGER NOT NULL,
    planned_high INTEGER NOT NULL,
    done INTEGER,
    load_unit TEXT,
    load_value REAL,
    load_pieces INTEGER,
    ms INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    rest INTEGER,
    began INTEGER NOT NULL,
    said INTEGER NOT NULL,
    PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX set_by_exercise ON set_result (exercise, session);

CREATE TABLE score (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    number INTEGER NOT NULL,
    block TEXT NOT NULL,
    kind TEXT NOT NULL,
    scored TEXT NOT NULL,
    place TEXT NOT NULL,
    sameness TEXT NOT NULL,
    text TEXT NOT NULL,
    rounds INTEGER NOT NULL,
    reps INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    splits TEXT NOT NULL CHECK (json_valid(splits)),
    paused INTEGER NOT NULL,
    capped INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX score_by_sameness ON score (sameness, session);

CREATE TABLE correction (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    target TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;
