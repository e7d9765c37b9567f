-- When a link ends, whose it is (SHA-256 of the owner's token), and when it was deleted. A deleted link keeps its row, so that
-- its code is never given to another. InnoDB appends the id to each key: an owner's links are read newest first by the first,
-- what was deleted lately by the second.
alter table links
    add column expires_at datetime(6) null,
    add column owner_hash binary(32) null,
    add column deleted_at datetime(6) null,
    add key links_owner (owner_hash),
    add key links_deleted (deleted_at);
