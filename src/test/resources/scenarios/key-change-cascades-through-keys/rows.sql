INSERT INTO orders VALUES (1, 700), (1, 8), (2, 7);
INSERT INTO order_lines VALUES (1, 7, 1), (1, 7, 2), (1, 8, 1), (2, 7, 1);
INSERT INTO line_notes VALUES (1, 7, 1, 1), (1, 7, 1, 2), (1, 7, 2, 1), (1, 8, 1, 1), (2, 7, 1, 1);
INSERT INTO invoices VALUES (1, 1, 7), (2, 1, 8);
