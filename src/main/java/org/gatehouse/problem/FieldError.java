package org.gatehouse.problem;

/**
 * What is wrong with one field.
 *
 * @param field its name in the API's spelling, also a query parameter's
 * @param detail a sentence that says what to give instead
 */
public record FieldError(String field, String detail) {}
