-- What web servers sign forms with, shared by all of them. No two keys become active on one day: of servers that start at the
-- same time the first makes the key, and the others find it.
create table if not exists data_protection_keys (
    id bigint unsigned not null auto_increment,
    friendly_name varchar(255) not null,
    active_day date null,
    element text not null,
    primary key (id),
    unique key data_protection_keys_active_day (active_day)
) engine = InnoDB default character set = utf8mb4;
