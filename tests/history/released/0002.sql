BEGIN TRANSACTION;
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
INSERT INTO "correction" VALUES(2,0,1800000000000,'set 3','done','None','10');
CREATE TABLE event (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    command TEXT NOT NULL,
    PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "event" VALUES(1,0,1000,'start');
INSERT INTO "event" VALUES(1,1,2000,'press');
INSERT INTO "event" VALUES(1,2,3000,'press');
INSERT INTO "event" VALUES(1,3,4000,'undo');
INSERT INTO "event" VALUES(1,4,5000,'press');
INSERT INTO "event" VALUES(1,5,5000,'end');
INSERT INTO "event" VALUES(2,0,1000,'start');
INSERT INTO "event" VALUES(2,1,2000,'press');
INSERT INTO "event" VALUES(2,2,3000,'press');
INSERT INTO "event" VALUES(2,3,4000,'undo');
INSERT INTO "event" VALUES(2,4,5000,'press');
INSERT INTO "event" VALUES(2,5,6000,'skip');
INSERT INTO "event" VALUES(2,6,26000,'press');
INSERT INTO "event" VALUES(2,7,27000,'reps 11');
INSERT INTO "event" VALUES(2,8,28000,'load kg 13.25 2');
INSERT INTO "event" VALUES(2,9,28000,'end');
INSERT INTO "event" VALUES(3,0,1000,'start');
INSERT INTO "event" VALUES(3,1,2000,'press');
INSERT INTO "event" VALUES(3,2,3000,'press');
INSERT INTO "event" VALUES(3,3,4000,'undo');
INSERT INTO "event" VALUES(3,4,5000,'press');
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
INSERT INTO "score" VALUES(1,1,'AMRAP 10:00','amrap','amrap','block[0]','8d2437cab0bc536ce279','1 + 0',1,0,4000,'[4000]',0,0,0);
INSERT INTO "score" VALUES(2,1,'AMRAP 10:00','amrap','amrap','block[0]','8d2437cab0bc536ce279','1 + 0',1,0,5000,'[4000]',0,0,0);
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
INSERT INTO "session" VALUES(1,'00000000000000000000000000000001','Legs','','name = "Legs"
prepare = 0
[[block]]
kind = "amrap"
time = "10:00"
exercises = ["10 Squat", "5 Lunge"]
','{}','[]','{}',1773597845250,0,'0.1.0','done',4000,5000,0,6,'felt <good>; 力');
INSERT INTO "session" VALUES(2,'00000000000000000000000000000002','Größe 力','','name = "Größe 力"
prepare = 0
[[block]]
kind = "amrap"
time = "10:00"
exercises = ["10 Squat", "5 Lunge"]

[[block]]
kind = "sets"
sets = 2
rest = "0:30"
exercises = ["8-12 Split squat @ 2x12.5 kg"]
','{}','[]','{}',1773684245250,0,'0.1.0','done',27000,28000,0,6,'felt <good>; 力');
INSERT INTO "session" VALUES(3,'00000000000000000000000000000003','Legs','','name = "Legs"
prepare = 0
[[block]]
kind = "amrap"
time = "10:00"
exercises = ["10 Squat", "5 Lunge"]
','{}','[]','{}',1773770645250,0,'0.1.0','open',0,0,0,NULL,'');
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
INSERT INTO "set_result" VALUES(1,1,'AMRAP 10:00','amrap','main','block[0]','block[0].exercises[0]',1,'Squat',0,'done','reps',10,10,10,NULL,NULL,NULL,1000,1,0,0,0);
INSERT INTO "set_result" VALUES(1,2,'AMRAP 10:00','amrap','main','block[0]','block[0].exercises[1]',1,'Lunge',0,'done','reps',5,5,5,NULL,NULL,NULL,3000,1,NULL,1000,0);
INSERT INTO "set_result" VALUES(2,1,'AMRAP 10:00','amrap','main','block[0]','block[0].exercises[0]',1,'Squat',0,'done','reps',10,10,10,NULL,NULL,NULL,1000,1,0,0,0);
INSERT INTO "set_result" VALUES(2,2,'AMRAP 10:00','amrap','main','block[0]','block[0].exercises[1]',1,'Lunge',0,'done','reps',5,5,5,NULL,NULL,NULL,3000,1,0,1000,0);
INSERT INTO "set_result" VALUES(2,3,'AMRAP 10:00','amrap','main','block[0]','block[0].exercises[0]',2,'Squat',0,'skipped','reps',10,10,NULL,NULL,NULL,NULL,1000,1,0,4000,0);
INSERT INTO "set_result" VALUES(2,4,'Straight sets','sets','main','block[1]','block[1].exercises[0]',1,'Split squat',0,'done','reps',8,12,11,'kg',13.25,2,20000,1,NULL,5000,1);
CREATE INDEX session_by_time ON session (began_at);
CREATE INDEX session_open ON session (began_at) WHERE status = 'open';
CREATE INDEX session_by_workout ON session (workout, began_at);
CREATE INDEX set_by_exercise ON set_result (exercise, session);
CREATE INDEX score_by_sameness ON score (sameness, session);
COMMIT;
