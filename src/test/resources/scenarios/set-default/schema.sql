CREATE TABLE templates (id INT PRIMARY KEY);
CREATE TABLE pages (id INT PRIMARY KEY, template_id INT, KEY (template_id));
