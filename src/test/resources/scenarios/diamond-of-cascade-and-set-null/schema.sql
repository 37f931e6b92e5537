CREATE TABLE companies (id INT PRIMARY KEY);
CREATE TABLE projects (id INT PRIMARY KEY, company_id INT, KEY (company_id));
CREATE TABLE milestones (id INT PRIMARY KEY, company_id INT, KEY (company_id));
CREATE TABLE tasks (id INT PRIMARY KEY, project_id INT, milestone_id INT, KEY (project_id), KEY (milestone_id));
