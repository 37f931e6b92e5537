CREATE TABLE hotels (id INT PRIMARY KEY);
CREATE TABLE rooms (id INT PRIMARY KEY, hotel_id INT, KEY (hotel_id));
CREATE TABLE guests (id INT PRIMARY KEY, hotel_id INT, KEY (hotel_id));
CREATE TABLE bookings (id INT PRIMARY KEY, room_id INT, guest_id INT, KEY (room_id), KEY (guest_id));
