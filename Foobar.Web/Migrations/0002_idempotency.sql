-- The key makes a repeated request find the link that it made; the fingerprint (SHA-256 of what was asked for) tells it from
-- another request with the same key. Links older than this have neither.
alter table links
    add column idempotency_key varchar(255) character set ascii collate ascii_bin null,
    add column request_fingerprint binary(32) null,
    add unique key links_idempotency_key (idempotency_key);
