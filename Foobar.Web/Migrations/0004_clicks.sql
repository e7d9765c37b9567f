-- Clicks by link and day (UTC). A batch is counted in one transaction with its id, so that sent again it is not counted again.
create table if not exists link_clicks (
    link_id bigint unsigned not null,
    day date not null,
    clicks bigint unsigned not null,
    primary key (link_id, day)
) engine = InnoDB;

create table if not exists click_batches (
    id binary(16) not null,
    received_at datetime(6) not null default (utc_timestamp(6)),
    primary key (id),
    key click_batches_received (received_at)
) engine = InnoDB;
