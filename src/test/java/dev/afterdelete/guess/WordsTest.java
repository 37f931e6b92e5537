package dev.afterdelete.guess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "order_items, order items",
        "orderItems, order items",
        "OrderItems, order items",
        "CrmOrderID, crm order id",
        "URLParts, url parts",
        "order-items, order items",
        "ORDER_ITEMS, order items",
        "__, ''",
    })
    void namesAreTakenApart(String name, String words) {
        assertThat(String.join(" ", Words.of(name))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "recipe, recipes", "category, categories", "box, boxes", "status, statuses", "address, addresses", "bus, buses",
        "movie, movies", "leaf, leaves", "knife, knives", "quiz, quizzes", "person, people", "child, children",
        "mouse, mice", "index, indices", "analysis, analyses", "datum, data", "news, news", "series, series",
        "order_item, order_items", "order_item, orders_items", "class, classes", "key, keys",
    })
    void singularAndPluralAreTheSame(String one, String many) {
        assertThat(Words.same(Words.of(one), Words.of(many))).isTrue();
        assertThat(Words.same(Words.of(many), Words.of(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"recipe, receipts", "order, order_items", "user, uses", "post, ports", "city, cites", "a, b"})
    void othersAreNot(String one, String other) {
        assertThat(Words.same(Words.of(one), Words.of(other))).isFalse();
    }
}
