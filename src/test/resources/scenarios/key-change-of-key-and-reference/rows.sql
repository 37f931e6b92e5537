INSERT INTO orders VALUES (10), (2);
INSERT INTO order_lines VALUES (1, 1, 1), (1, 2, 2), (2, 1, 1), (2, 2, 2), (1, 3, NULL);
