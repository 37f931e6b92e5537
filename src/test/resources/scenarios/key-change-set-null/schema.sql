CREATE TABLE rooms (id INT PRIMARY KEY);
CREATE TABLE seats (id INT PRIMARY KEY, room_id INT, KEY (room_id));
