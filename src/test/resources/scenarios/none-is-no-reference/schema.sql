CREATE TABLE posts (id BIGINT PRIMARY KEY, post_parent BIGINT NOT NULL, KEY (post_parent));
CREATE TABLE comments (id BIGINT PRIMARY KEY, post_id BIGINT NOT NULL, KEY (post_id));
