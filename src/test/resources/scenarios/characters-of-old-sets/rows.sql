INSERT INTO places VALUES ('a'), ('b');
INSERT INTO streets VALUES (_hp8 x'C0', 'a'), (_hp8 x'A1', 'b'), (_hp8 x'E0', 'a'), (_hp8 x'C8', 'b');
INSERT INTO houses (street) SELECT code FROM streets ORDER BY HEX(code);
INSERT INTO towns VALUES (_utf8mb4 '똠방', 'a'), (_utf8mb4 '서울', 'b');
INSERT INTO mayors (town) SELECT code FROM towns ORDER BY HEX(code);
