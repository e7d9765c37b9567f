-- An open node that is alone closes itself: its manager has fallen silent and nobody acknowledges a commit that waits. Its
-- replica may have been promoted by then. Nothing is lost by that: what waits could not be acknowledged anyway.
-- mysql-node.sh runs this at every start; whoever opens a node starts its event scheduler.
CREATE USER IF NOT EXISTS 'fence'@'localhost' ACCOUNT LOCK;
GRANT SYSTEM_VARIABLES_ADMIN, CONNECTION_ADMIN ON *.* TO 'fence'@'localhost';
GRANT EVENT ON mysql.* TO 'fence'@'localhost';
DROP EVENT IF EXISTS mysql.fence;
DELIMITER $$
-- Each second, in case that it has ended; it goes on for as long as the node is open.
CREATE DEFINER = 'fence'@'localhost' EVENT mysql.fence ON SCHEDULE EVERY 1 SECOND ON COMPLETION PRESERVE DO
fence: BEGIN
  DECLARE waiting, ticks BIGINT DEFAULT 0;
  DECLARE seen, seen_before VARCHAR(100) DEFAULT '';
  -- Something under way cannot be closed in time; the next round tries again.
  DECLARE CONTINUE HANDLER FOR 1205 BEGIN END;
  IF NOT GET_LOCK('fence', 0) THEN
    LEAVE fence;
  END IF;
  SET SESSION lock_wait_timeout = 1;
  WHILE NOT @@GLOBAL.read_only DO
    -- A manager shows itself by the time limit that each of its looks has, and nobody else sets. (The processlist cannot be
    -- selected from: bytes that are no text, in anybody's statement, make that fail.)
    SELECT SUM(IF(variable_name = 'Rpl_semi_sync_source_wait_sessions', variable_value, 0)),
           GROUP_CONCAT(IF(variable_name = 'Rpl_semi_sync_source_wait_sessions', NULL, variable_value) ORDER BY variable_name)
      INTO waiting, seen FROM performance_schema.global_status
      WHERE variable_name IN ('Max_execution_time_set', 'Rpl_semi_sync_source_wait_sessions', 'Rpl_semi_sync_source_yes_tx');
    SET ticks = IF(waiting > 0 AND seen = seen_before, ticks + 1, 0), seen_before = seen;
    -- A manager that comes back holds this lock while it opens the node.
    IF ticks >= 4 AND GET_LOCK('closing', 0) THEN
      -- Whoever waits is cut off before the wait ends, so nobody is told of success.
      SET GLOBAL offline_mode = ON;
      SET GLOBAL rpl_semi_sync_source_enabled = OFF;
      WHILE NOT @@GLOBAL.super_read_only DO
        SET GLOBAL super_read_only = ON;
      END WHILE;
      SET GLOBAL offline_mode = OFF, GLOBAL event_scheduler = OFF;
      DO RELEASE_LOCK('closing');
    END IF;
    DO SLEEP(0.25);
  END WHILE;
  DO RELEASE_LOCK('fence');
END$$
DELIMITER ;
