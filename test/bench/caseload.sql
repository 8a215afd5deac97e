-- SPDX-License-Identifier: Apache-2.0
-- Eight weeks of a big clinic, over patients made by the program itself
-- (case_make.c).  SQLite only.  bench.t is the number of therapists, so that
-- (rowid - 1) / t is a patient's place in a therapist's list, "k": what some
-- patients have and others not goes by k.  Weeks are the outer loop: a
-- patient's rows lie as far from each other as they would in life.  Texts
-- that the list never opens are random bytes of a usual length.
CREATE TEMP TABLE week (n INTEGER PRIMARY KEY, at INTEGER, day INTEGER);
WITH RECURSIVE w (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM w WHERE n < 7)
INSERT INTO week SELECT n, now - (8 - n) * 604800,
    now / 86400 - (8 - n) * 7 FROM w, bench;
CREATE TEMP VIEW who AS SELECT p.id, p.rowid AS r, (p.rowid - 1) / b.t AS k,
    p.clinic_id, p.created_by, b.now, b.bundle, e.id AS e
    FROM bench b CROSS JOIN patient p
    LEFT JOIN enrolment e ON e.patient_id = p.id;

UPDATE patient SET state = CASE k % 20 WHEN 0 THEN 'invited'
    WHEN 1 THEN 'paused' WHEN 2 THEN 'finished' ELSE 'active' END
    FROM (SELECT p.rowid AS r, (p.rowid - 1) / b.t AS k
    FROM patient p, bench b) x WHERE x.r = patient.rowid;
INSERT INTO enrolment (id, patient_id, clinic_id, programme, bundle,
    start_day, weekday, reading, made_by, made_at, ended_at, version)
    SELECT CAST(printf('e%015d', r) AS BLOB), id, clinic_id, 'w-icbt', bundle,
    now / 86400 - 56 + k % 5, 1 + k % 5, 'standard', created_by,
    now - 56 * 86400, CASE k % 20 WHEN 2 THEN now - 86400 END, 1 FROM who;
INSERT INTO chapter_state (enrolment_id, patient_id, chapter, started_at,
    page, page_max, done_at, version)
    SELECT e, id, 'ch' || w.n, w.at, 3, 5, w.at + 86400, 1
    FROM week w CROSS JOIN who WHERE w.n BETWEEN 1 AND 7 AND w.n <= 2 + k % 7;
INSERT INTO answer (id, patient_id, enrolment_id, kind, ref, occasion,
    bundle, lang, variant, version, newest, started_at, saved_at, sent_at)
    SELECT CAST(printf('a%02d%012d%d', w.n, r, x.n) AS BLOB), id, e,
    'exercise', 'ch' || w.n || '.x' || x.n, '', bundle, 'nb', 'standard', 1,
    1, at, at + 900, at + 900
    FROM week w CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1) x
    CROSS JOIN who;
INSERT INTO answer_value (id, answer_id, patient_id, field, row_n, col,
    value, private)
    SELECT CAST(printf('v%02d%011d%d%d', w.n, r, x.n, f.n) AS BLOB),
    CAST(printf('a%02d%012d%d', w.n, r, x.n) AS BLOB), id, 'f' || f.n, 0, '',
    randomblob(240), 0
    FROM week w CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1) x
    CROSS JOIN who CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1) f;
INSERT INTO score (id, patient_id, enrolment_id, answer_id, instrument,
    occasion, score, value, band, baseline, change, at, newest)
    SELECT CAST(printf('s%02d%013d', w.n, r) AS BLOB), id, e,
    CAST(printf('a%02d%012d0', w.n, r) AS BLOB), 'phq9', 'w' || w.n, 'total',
    10 + k % 7, 'moderate', 10, CASE WHEN k % 25 = 3 THEN 'worse'
    ELSE 'same' END, at + 900, 1
    FROM week w CROSS JOIN who;
INSERT INTO alert (id, patient_id, clinic_id, answer_id, enrolment_id,
    instrument, occasion, kind, rules, level, item_level, draft_item, draft,
    made_at, due_at, closed_at, contact, version)
    SELECT CAST(printf('l%02d%013d', w.n, r) AS BLOB), id, clinic_id,
    CAST(printf('a%02d%012d0', w.n, r) AS BLOB), e, 'phq9', 'w' || w.n,
    'risk', 'item9', 1 + k % 2, 1, -1, 0, at + 900, at + 86400,
    CASE WHEN w.n < 7 OR k % 40 <> 5 THEN at + 90000 END, '', 1
    FROM week w CROSS JOIN who WHERE w.n IN (2, 7) AND k % 10 = 5;
-- Patient and clinic in turn; the last ones of some wait.
INSERT INTO message (id, patient_id, clinic_id, from_patient, from_account,
    body, sent_at, read_at, answered_at)
    SELECT CAST(printf('m%d%013d%d', w.n, r, x.n) AS BLOB), id, clinic_id,
    x.n, created_by, randomblob(400), at + 86400 * (2 - x.n), at + 200000,
    CASE WHEN x.n = 1 AND (w.n < 7 OR k % 10 <> 4) THEN at + 190000 END
    FROM week w CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1) x
    CROSS JOIN who;
INSERT INTO assignment (id, patient_id, enrolment_id, task, chapter, bundle,
    state, made_by, made_at, agreed_at, ended_at, version, in_force, newest_n,
    until_day, talk_at)
    SELECT CAST(printf('h%02d%013d', w.n, r) AS BLOB), id, e, 'near_work',
    'ch' || w.n, bundle, CASE WHEN w.n < 6 THEN 'ended' WHEN k % 50 = 7
    THEN 'talk' ELSE 'agreed' END, created_by, at, at,
    CASE WHEN w.n < 6 THEN at + 604800 END, 1, 1, 1, day + 8,
    CASE WHEN k % 50 = 7 THEN at END
    FROM week w CROSS JOIN who WHERE k % 20 > 0;
INSERT INTO assignment_plan (id, patient_id, assignment_id, n, by_id, by_role,
    made_at, change, size, zone, per_week, minutes, remind, words)
    SELECT CAST(printf('p%02d%013d', w.n, r) AS BLOB), id,
    CAST(printf('h%02d%013d', w.n, r) AS BLOB), 1, created_by, 'patient', at,
    '', 'plan', 'Europe/Oslo', 3, 20, 1, randomblob(300)
    FROM week w CROSS JOIN who WHERE k % 20 > 0;
INSERT INTO homework_report (id, patient_id, assignment_id, amount, noticed,
    version, newest, reported_at, reviewed_at)
    SELECT CAST(printf('r%02d%013d', w.n, r) AS BLOB), id,
    CAST(printf('h%02d%013d', w.n, r) AS BLOB), k % 3, randomblob(200), 1, 1,
    at + 500000, CASE WHEN w.n < 7 OR k % 7 <> 6 THEN at + 600000 END
    FROM week w CROSS JOIN who WHERE k % 20 > 0 AND (w.n < 6 OR k % 9 <> 1);
INSERT INTO homework_review (id, patient_id, report_id, reviewed_by, reply,
    reviewed_at)
    SELECT CAST(printf('w%02d%013d', w.n, r) AS BLOB), id,
    CAST(printf('r%02d%013d', w.n, r) AS BLOB), created_by, randomblob(300),
    at + 600000
    FROM week w CROSS JOIN who WHERE k % 20 > 0 AND w.n < 7
    AND (w.n < 6 OR k % 9 <> 1);
INSERT INTO unsure (id, patient_id, about, by_id, rest, said_at, closed_at)
    SELECT CAST(printf('u%02d%013d', w.n, r) AS BLOB), id, CASE k % 4
    WHEN 0 THEN 'work' ELSE 'thread' END, id, 0, at, CASE WHEN w.n < 7
    THEN at + 90000 END
    FROM week w CROSS JOIN who WHERE w.n IN (3, 7) AND k % 33 = 8;
INSERT INTO encounter (id, patient_id, clinic_id, n, state, kind, step, day,
    minute, zone, starts_at, minutes, with_id, made_at, draft_version)
    SELECT CAST(printf('t%02d%013d', w.n, r) AS BLOB), id, clinic_id, 1,
    CASE WHEN w.n < 7 THEN 'held' ELSE 'planned' END, 'call', CASE w.n
    WHEN 0 THEN 'start_talk' WHEN 5 THEN 'midway' ELSE '' END, day + 3, 600,
    'Europe/Oslo', at + 3 * 86400, 30, created_by, at, 0
    FROM week w CROSS JOIN who WHERE w.n IN (0, 5) OR (w.n = 7
    AND k % 16 = 9);
INSERT INTO pause (id, patient_id, from_day, until_day, made_by, made_at,
    ended_at)
    SELECT CAST(printf('q%015d', r) AS BLOB), id, now / 86400 - 3,
    now / 86400 + 4, created_by, now - 300000, NULL FROM who WHERE k % 20 = 1;
INSERT INTO rhythm_patient (id, patient_id, weekday, steps, reason, by_id,
    made_at)
    SELECT CAST(printf('y%015d', r) AS BLOB), id, 3, 'weekly=2',
    randomblob(60), created_by, now - 2000000 FROM who WHERE k % 20 = 10;
INSERT INTO work_worry (id, patient_id, why, was, now_is, since_at, closed_at)
    SELECT CAST(printf('o%02d%013d', w.n, r) AS BLOB), id, 'fell', 7, 4, at,
    CASE WHEN w.n < 7 THEN at + 90000 END
    FROM week w CROSS JOIN who WHERE w.n IN (4, 7) AND k % 33 = 12;
INSERT INTO remind_choice (patient_id, channel, minute, quiet_from, quiet_to,
    kinds, stopped, stopped_at, changed_at, version)
    SELECT id, 'email', 540, 1260, 480, 7, CASE k % 100 WHEN 13
    THEN 'email' ELSE '' END, CASE k % 100 WHEN 13 THEN now - 86400 END,
    now - 4000000, 1 FROM who;
INSERT INTO patient_seen (patient_id, at)
    SELECT id, now - (k % 13) * 86400 FROM who;
-- Written past the program: the summary is made anew at the next start.
DELETE FROM case_summary_form;
