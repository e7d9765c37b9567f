-- Rows lie in order of creation, so inserts append and "newest first" is a scan of the primary key; following a code costs
-- one look-up more, in pages that stay in memory. ascii_bin: codes tell upper from lower case.
create table if not exists links (
    id bigint unsigned not null auto_increment,
    code varchar(32) character set ascii collate ascii_bin not null,
    url varchar(2048) not null,
    created_at datetime(6) not null,
    primary key (id),
    unique key links_code (code)
) engine = InnoDB default character set = utf8mb4 collate = utf8mb4_0900_ai_ci;
