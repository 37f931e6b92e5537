CREATE TABLE rooms (id INT PRIMARY KEY, name VARCHAR(20));
CREATE TABLE seats (id INT PRIMARY KEY, room_id INT, KEY (room_id));
