-- begin_write: open a transaction that writes; each of its statements sees what others have committed (decision 2).
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
