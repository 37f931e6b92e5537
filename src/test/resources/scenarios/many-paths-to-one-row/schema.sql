CREATE TABLE employees (id INT PRIMARY KEY, manager_id INT, mentor_id INT, KEY (manager_id), KEY (mentor_id));
CREATE TABLE payroll (id INT PRIMARY KEY, employee_id INT, KEY (employee_id));
