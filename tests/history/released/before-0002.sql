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
INSERT INTO "correction" VALUES(2,0,1768986002000,'score 1','rounds','3','4');
INSERT INTO "correction" VALUES(2,1,1768986002000,'score 1','text','"3 + 13"','"4 + 13"');
INSERT INTO "correction" VALUES(2,2,1768986003000,'session','effort','null','9');
INSERT INTO "correction" VALUES(3,0,1768986000000,'set 1','done','8','12');
INSERT INTO "correction" VALUES(3,1,1768986000000,'set 1','said','false','true');
INSERT INTO "correction" VALUES(3,2,1768986001000,'set 1','load','{"unit": "lb", "value": 45.0, "pieces": 1}','{"unit": "lb", "value": 50.0, "pieces": 1}');
CREATE TABLE event (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    command TEXT NOT NULL,
    PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "event" VALUES(1,0,0,'start');
INSERT INTO "event" VALUES(1,1,20000,'press');
INSERT INTO "event" VALUES(1,2,40000,'press');
INSERT INTO "event" VALUES(2,0,0,'start');
INSERT INTO "event" VALUES(2,1,4000,'press');
INSERT INTO "event" VALUES(2,2,8000,'press');
INSERT INTO "event" VALUES(2,3,12000,'press');
INSERT INTO "event" VALUES(2,4,16000,'press');
INSERT INTO "event" VALUES(2,5,20000,'press');
INSERT INTO "event" VALUES(2,6,24000,'press');
INSERT INTO "event" VALUES(2,7,28000,'press');
INSERT INTO "event" VALUES(2,8,61000,'reps 3');
INSERT INTO "event" VALUES(3,0,0,'start');
INSERT INTO "event" VALUES(3,1,20000,'press');
INSERT INTO "event" VALUES(3,2,40000,'press');
INSERT INTO "event" VALUES(4,0,0,'start');
INSERT INTO "event" VALUES(4,1,20000,'press');
INSERT INTO "event" VALUES(4,2,40000,'press');
INSERT INTO "event" VALUES(5,0,0,'start');
INSERT INTO "event" VALUES(5,1,1000,'skip');
INSERT INTO "event" VALUES(5,2,2000,'skip');
INSERT INTO "event" VALUES(5,3,3000,'skip');
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
INSERT INTO "score" VALUES(2,1,'AMRAP 1:00','amrap','amrap','block[0]','de70fd9e6f28516655b6','4 + 13',4,13,60000,'[8000, 8000, 8000]',0,0,1);
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
INSERT INTO "session" VALUES(1,'00000000000000000000000000000001','Legs','/somewhere/legs.toml','name = "Legs"
prepare = 0
get-set = 0
switch = 0

[[block]]
kind = "sets"
sets = 1
exercises = [
    "5 Squat @ 100 kg",
    "5 Curl @ 10 kg",
]
','{}','[]','{}',1767258000000,60,'0.1.0','done',40000,40000,1,7,'heavy; 力');
INSERT INTO "session" VALUES(2,'00000000000000000000000000000002','Swings','/somewhere/legs.toml','name = "Swings"
prepare = 0
get-set = 0
switch = 0

[[block]]
kind = "amrap"
time = "1:00"
exercises = [
    "10 KB swing @ 16 kg",
    "5 Push-ups",
]
','{}','[]','{}',1767344400000,60,'0.1.0','done',61000,61000,1,9,'');
INSERT INTO "session" VALUES(3,'00000000000000000000000000000003','Pounds','/somewhere/legs.toml','name = "Pounds"
prepare = 0
get-set = 0
switch = 0

[[block]]
kind = "sets"
sets = 2
exercises = [
    "8-12 KB swing @ 45 lb",
]
','{}','[]','{}',1767430800000,60,'0.1.0','done',40000,40000,1,NULL,'');
INSERT INTO "session" VALUES(4,'00000000000000000000000000000004','Easy','/somewhere/legs.toml','name = "Easy"
prepare = 0
get-set = 0
switch = 0

[[block]]
kind = "sets"
sets = 1
exercises = [
    { do = "5 Jump @ 30 kg", easier = "5 Step @ 10 kg" },
    "5 Squat @ 60 kg",
]
','{}','["block[0].exercises[0]"]','{}',1767517200000,60,'0.1.0','done',40000,40000,1,NULL,'');
INSERT INTO "session" VALUES(5,'00000000000000000000000000000005','Skipped','/somewhere/legs.toml','name = "Skipped"
prepare = 0
get-set = 0
switch = 0

[[block]]
kind = "sets"
sets = 1
exercises = [
    "5 Squat",
    "5 Curl",
    "5 Row",
]
','{}','[]','{}',1767603600000,60,'0.1.0','done',3000,3000,1,NULL,'');
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
INSERT INTO "set_result" VALUES(1,1,'Straight sets','sets','main','block[0]','block[0].exercises[0]',1,'Squat',0,'done','reps',5,5,5,'kg',100.0,1,20000,1,0,0,0);
INSERT INTO "set_result" VALUES(1,2,'Straight sets','sets','main','block[0]','block[0].exercises[1]',1,'Curl',0,'done','reps',5,5,5,'kg',10.0,1,20000,1,NULL,20000,0);
INSERT INTO "set_result" VALUES(2,1,'AMRAP 1:00','amrap','main','block[0]','block[0].exercises[0]',1,'KB swing',0,'done','reps',10,10,10,'kg',16.0,1,4000,1,0,0,0);
INSERT INTO "set_result" VALUES(2,2,'AMRAP 1:00','amrap','main','block[0]','block[0].exercises[1]',1,'Push-ups',0,'done','reps',5,5,5,NULL,NULL,NULL,4000,1,0,4000,0);
INSERT INTO "set_result" VALUES(2,3,'AMRAP 1:00','amrap','main','block[0]','block[0].exercises[0]',2,'KB swing',0,'done','reps',10,10,10,'kg',16.0,1,4000,1,0,8000,0);
INSERT INTO "set_result" VALUES(2,4,'AMRAP 1:00','amrap','main','block[0]','block[0].exercises[1]',2,'Push-ups',0,'done','reps',5,5,5,NULL,NULL,NULL,4000,1,0,12000,0);
INSERT INTO "set_result" VALUES(2,5,'AMRAP 1:00','amrap','main','block[0]','block[0].exercises[0]',3,'KB swing',0,'done','reps',10,10,10,'kg',16.0,1,4000,1,0,16000,0);
INSERT INTO "set_result" VALUES(2,6,'AMRAP 1:00','amrap','main','block[0]','block[0].exercises[1]',3,'Push-ups',0,'done','reps',5,5,5,NULL,NULL,NULL,4000,1,0,20000,0);
INSERT INTO "set_result" VALUES(2,7,'AMRAP 1:00','amrap','main','block[0]','block[0].exercises[0]',4,'KB swing',0,'done','reps',10,10,10,'kg',16.0,1,4000,1,0,24000,0);
INSERT INTO "set_result" VALUES(2,8,'AMRAP 1:00','amrap','main','block[0]','block[0].exercises[1]',4,'Push-ups',0,'cut','reps',5,5,3,NULL,NULL,NULL,32000,1,NULL,28000,1);
INSERT INTO "set_result" VALUES(3,1,'Straight sets','sets','main','block[0]','block[0].exercises[0]',1,'KB swing',0,'done','reps',8,12,12,'lb',50.0,1,20000,1,0,0,1);
INSERT INTO "set_result" VALUES(3,2,'Straight sets','sets','main','block[0]','block[0].exercises[0]',2,'KB swing',0,'done','reps',8,12,8,'lb',45.0,1,20000,1,NULL,20000,0);
INSERT INTO "set_result" VALUES(4,1,'Straight sets','sets','main','block[0]','block[0].exercises[0]',1,'Step',0,'done','reps',5,5,5,'kg',10.0,1,20000,1,0,0,0);
INSERT INTO "set_result" VALUES(4,2,'Straight sets','sets','main','block[0]','block[0].exercises[1]',1,'Squat',0,'done','reps',5,5,5,'kg',60.0,1,20000,1,NULL,20000,0);
INSERT INTO "set_result" VALUES(5,1,'Straight sets','sets','main','block[0]','block[0].exercises[0]',1,'Squat',0,'skipped','reps',5,5,NULL,NULL,NULL,NULL,1000,1,0,0,0);
INSERT INTO "set_result" VALUES(5,2,'Straight sets','sets','main','block[0]','block[0].exercises[1]',1,'Curl',0,'skipped','reps',5,5,NULL,NULL,NULL,NULL,1000,1,0,1000,0);
INSERT INTO "set_result" VALUES(5,3,'Straight sets','sets','main','block[0]','block[0].exercises[2]',1,'Row',0,'skipped','reps',5,5,NULL,NULL,NULL,NULL,1000,1,NULL,2000,0);
CREATE INDEX session_by_time ON session (began_at);
CREATE INDEX session_open ON session (began_at) WHERE status = 'open';
CREATE INDEX session_by_workout ON session (workout, began_at);
CREATE INDEX set_by_exercise ON set_result (exercise, session);
CREATE INDEX score_by_sameness ON score (sameness, session);
COMMIT;
