CREATE TABLE users (id INT PRIMARY KEY);
CREATE TABLE messages (id INT PRIMARY KEY, sender_id INT, recipient_id INT, KEY (sender_id), KEY (recipient_id));
