INSERT INTO cafes VALUES ('Cafe'), ('Bar'), ('Club');
INSERT INTO tables_ VALUES (1, 'café'), (2, 'CAFÉ'), (3, 'Cafe'), (4, 'bar'), (5, 'BÄR'), (6, 'club'), (7, 'pub');
