CREATE TABLE authors (tenant_id INT, id INT, PRIMARY KEY (tenant_id, id));
CREATE TABLE posts (tenant_id INT, id INT, author_id INT, PRIMARY KEY (tenant_id, id), KEY (tenant_id, author_id));
