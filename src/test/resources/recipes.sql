-- The recipe manager, whose relations src/main/resources/relations.yaml declares. No foreign keys, on purpose.

CREATE TABLE IF NOT EXISTS recipes (
  id         BIGINT NOT NULL AUTO_INCREMENT,
  title      VARCHAR(200) NOT NULL,
  is_deleted BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (id),
  KEY recipes_is_deleted (is_deleted)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4;

CREATE TABLE IF NOT EXISTS ingredients (
  id        BIGINT NOT NULL AUTO_INCREMENT,
  recipe_id BIGINT NOT NULL,
  name      VARCHAR(200) NOT NULL,
  PRIMARY KEY (id),
  KEY ingredients_recipe_id (recipe_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4;

CREATE TABLE IF NOT EXISTS steps (
  id          BIGINT NOT NULL AUTO_INCREMENT,
  recipe_id   BIGINT NOT NULL,
  position    INT NOT NULL,
  instruction VARCHAR(500) NOT NULL,
  PRIMARY KEY (id),
  KEY steps_recipe_id (recipe_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4;
