-- A session with a skipped set is not complete; those that were written before say they are.
UPDATE session SET complete = 0
WHERE EXISTS (
    SELECT 1 FROM set_result WHERE set_result.session = session.id AND outcome = 'skipped'
);
