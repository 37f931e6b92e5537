CREATE TABLE teams (id BIGINT PRIMARY KEY, owner_id BIGINT, KEY (owner_id));
CREATE TABLE users (id BIGINT PRIMARY KEY, team_id BIGINT, KEY (team_id));
CREATE TABLE badges (id BIGINT PRIMARY KEY, user_id BIGINT, KEY (user_id));
