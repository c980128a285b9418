-- Complaints in bulk for the benchmark: numbers :first to :last, dealt out to the councils bench-0 to bench-3 in turn.
--
-- Each was received on a weekday of the last two years, acknowledged, given to a handler who was named; every fourth of
-- a council was withdrawn. The rows are those that the service writes for such a history: two points, two people, four
-- to six acts, three clocks, five events. Number n has the id <prefix of its kind> || (100000000000 + n), so that the
-- load generators can make ids from numbers.

\set ON_ERROR_STOP on
SET session_replication_role = replica; -- keys hold by construction; the checks of each row stay
SET synchronous_commit = off;
BEGIN;

CREATE TEMPORARY TABLE filled ON COMMIT DROP AS
SELECT council.id AS council, n, 100000000000 + n AS digits,
       ('0190a000-0000-7000-8000-' || 100000000000 + n)::uuid AS complaint,
       CURRENT_DATE - 7 * (n / 20 % 100)::int - extract(isodow FROM CURRENT_DATE)::int + 1 + (n / 4 % 5)::int - 7 AS day,
       n / 4 % 4 = 3 AS withdrawn
FROM generate_series(:first, :last) AS n
JOIN council ON council.slug = 'bench-' || n % 4;
ANALYZE filled;

INSERT INTO participant (council, id, complaint, kind, role, stage, name, capacity, may_withdraw, from_on, act)
SELECT council, ('0190a000-0000-7003-8000-' || digits)::uuid, complaint, 'complainant', 'complainant', NULL::int,
       'Robin Example ' || n, 'parent', true, day, NULL::int
FROM filled
UNION ALL
SELECT council, ('0190a000-0000-7004-8000-' || digits)::uuid, complaint, 'staff', 'stage1_handler', 1,
       'Sam Sample ' || n % 97, NULL, false, day + 1, 3
FROM filled;

INSERT INTO participant_identity (council, participant, complaint, issuer, subject)
SELECT council, ('0190a000-0000-7003-8000-' || digits)::uuid, complaint, 'heard-development', 'robin-' || n
FROM filled;

INSERT INTO participant_contact (council, participant, complaint, email, telephone, preferred)
SELECT council, ('0190a000-0000-7003-8000-' || digits)::uuid, complaint, 'robin' || n || '@example.org', '01632 960001', 'email'
FROM filled;

INSERT INTO complaint (council, id, reference, version, form, channel, capacity, procedure, status, phase, outcome,
                       received_on, received_at, own_words, summary, service_code, service_name, client_id, handler,
                       next_deadline_id, next_deadline_kind, next_deadline_stage, next_deadline_due_on, acts, events,
                       created_at, updated_at)
SELECT council, complaint, 'BNC-24-' || lpad(upper(to_hex(n)), 6, '0') || '-0', 3, 'written', 'web', 'parent', 'statutory',
       CASE WHEN withdrawn THEN 'withdrawn' ELSE 'stage1' END, CASE WHEN withdrawn THEN 'closed' ELSE 'stage_1' END,
       CASE WHEN withdrawn THEN 'withdrawn' END, day, day + time '10:15',
       'My daughter''s short breaks were stopped in week ' || n % 52 || '. Nobody asked us before it was decided, nobody'
       ' wrote to us, and the social worker had changed again. She needs the breaks, and so do we. Please say who decided'
       ' this and why, and let her go back to the centre while it is looked at.',
       'Short breaks stopped without notice', 'short-breaks', 'Short breaks', 'web-form',
       ('0190a000-0000-7004-8000-' || digits)::uuid,
       CASE WHEN NOT withdrawn THEN ('0190a000-0000-7007-8000-' || digits)::uuid END,
       CASE WHEN NOT withdrawn THEN 'stage_1' END, CASE WHEN NOT withdrawn THEN 1 END,
       CASE WHEN NOT withdrawn THEN day + 14 END, CASE WHEN withdrawn THEN 6 ELSE 4 END, 5,
       day + time '10:15', day + 2 + time '15:40'
FROM filled;

INSERT INTO complaint_lock (council, complaint) SELECT council, complaint FROM filled;

INSERT INTO point (council, id, complaint, number, own_words, procedure, status, added_on, act)
SELECT council, ('0190a000-0000-700' || number || '-8000-' || digits)::uuid, complaint, number,
       CASE number WHEN 1 THEN 'The short breaks were stopped without a word to us.'
                   ELSE 'The social worker changed three times in a year and nobody told us.' END,
       'statutory', CASE WHEN withdrawn THEN 'withdrawn' ELSE 'open' END, day, 1
FROM filled CROSS JOIN generate_series(1, 2) AS number;

INSERT INTO act (council, complaint, number, kind, on_day, received_on, recorded_on, by_role, stage, form, channel, matter,
                 anonymity, capacity, notice, role, points, subject, recorded_by)
SELECT council, complaint, said.number, said.kind, day + said.later, day + said.later, day + said.later, said.by_role,
       said.stage, said.form, said.channel, said.matter, said.anonymity, said.capacity, said.notice, said.role,
       said.points, CASE said.number WHEN 1 THEN complaint ELSE ('0190a000-0000-7021-800' || said.number || '-' || digits)::uuid END,
       'heard-development|intake_officer'
FROM filled CROSS JOIN (VALUES
    (1, 'complain', 0, 'complainant', 0, 'written', 'web', 'complaint', 'named', 'parent', NULL, NULL, 3),
    (2, 'send_notice', 0, 'complaints_manager', 1, NULL, 'email', NULL, NULL, NULL, 'acknowledgement', NULL, 0),
    (3, 'appoint', 1, 'complaints_manager', 1, NULL, NULL, NULL, NULL, NULL, NULL, 'stage1_handler', 0),
    (4, 'send_notice', 1, 'complaints_manager', 1, NULL, 'email', NULL, NULL, NULL, 'handler_named', NULL, 0),
    (5, 'withdraw', 2, 'complainant', 0, 'written', NULL, NULL, NULL, NULL, NULL, NULL, 0),
    (6, 'send_notice', 2, 'complaints_manager', 0, NULL, 'email', NULL, NULL, NULL, 'withdrawal_confirmed', NULL, 0)
) AS said (number, kind, later, by_role, stage, form, channel, matter, anonymity, capacity, notice, role, points)
WHERE said.number <= 4 OR withdrawn;

INSERT INTO deadline (council, id, complaint, kind, stage, state, starts_on, start_event, started_by_act, working_days,
                      statutory_due_on, policy_due_on, due_on, ceiling_on, met_on, ended_on)
SELECT council, ('0190a000-0000-700' || clock.number || '-8000-' || digits)::uuid, complaint, clock.kind, 1,
       CASE WHEN clock.met_later IS NOT NULL THEN 'met' WHEN withdrawn THEN 'cancelled' ELSE 'running' END,
       day, 'receipt of the complaint', 1, clock.working_days,
       CASE clock.kind WHEN 'stage_1' THEN day + 14 END, day + clock.due_later, day + clock.due_later,
       CASE clock.kind WHEN 'stage_1' THEN day + 28 END, day + clock.met_later,
       CASE WHEN clock.met_later IS NOT NULL THEN day + clock.met_later WHEN withdrawn THEN day + 2 END
FROM filled CROSS JOIN (VALUES (5, 'acknowledge', 1, 3, 0), (6, 'name_handler', 3, 5, 1), (7, 'stage_1', 10, 14, NULL))
    AS clock (number, kind, working_days, due_later, met_later);

INSERT INTO event (council, complaint, number, id, type, stage, resource_type, resource_id, reason_code, data,
                   complaint_version, occurred_on, recorded_at)
SELECT council, complaint, told.number, ('0190a000-0000-7010-800' || told.number || '-' || digits)::uuid, told.type,
       told.stage, told.resource, NULL, told.reason,
       CASE told.number WHEN 3 THEN jsonb_build_object('kind', 'stage_1', 'due_on', day + 14) ELSE '{}' END,
       1, day, day + time '10:15'
FROM filled CROSS JOIN (VALUES
    (1, 'complaint.received', NULL, NULL, NULL),
    (2, 'stage.opened', 1, NULL, NULL),
    (3, 'deadline.started', 1, 'deadline', 'stage_1'),
    (4, 'complaint.acknowledged', 1, NULL, NULL),
    (5, 'participant.appointed', 1, 'participant', 'stage1_handler')
) AS told (number, type, stage, resource, reason);

COMMIT;
