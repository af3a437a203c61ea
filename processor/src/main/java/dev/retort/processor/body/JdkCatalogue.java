package dev.retort.processor.body;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What of the JDK is called while a body is read: methods that do nothing but compute, and that
 * compute the same on every JDK, in every locale and in every run.
 */
final class JdkCatalogue {
  private static final Map<Class<?>, Set<String>> STATIC =
      Map.ofEntries(
          entry(String.class, "valueOf join format"),
          entry(Integer.class, "parseInt valueOf toString toHexString max min sum"),
          entry(Long.class, "parseLong valueOf toString toHexString max min sum"),
          entry(Short.class, "parseShort valueOf toString"),
          entry(Byte.class, "parseByte valueOf toString"),
          entry(Boolean.class, "parseBoolean valueOf toString"),
          entry(Character.class, "valueOf toString"),
          entry(Double.class, "parseDouble valueOf"),
          entry(
              Math.class,
              "abs max min floorDiv floorMod addExact subtractExact multiplyExact toIntExact"),
          entry(List.class, "of copyOf"),
          entry(Set.class, "of copyOf"),
          entry(Map.class, "of copyOf entry ofEntries"),
          entry(Arrays.class, "asList stream"),
          entry(
              Collections.class,
              "emptyList singletonList unmodifiableList unmodifiableCollection nCopies"),
          entry(Optional.class, "of empty ofNullable"),
          entry(Objects.class, "requireNonNull requireNonNullElse equals"),
          entry(Stream.class, "of empty concat"),
          entry(IntStream.class, "of range rangeClosed"),
          entry(Collectors.class, "toList toUnmodifiableList joining"),
          entry(LocalDate.class, "of parse ofYearDay ofEpochDay"),
          entry(LocalTime.class, "of parse ofSecondOfDay"),
          entry(LocalDateTime.class, "of parse"),
          entry(OffsetDateTime.class, "of parse"),
          entry(ZoneOffset.class, "of ofHours ofHoursMinutes"),
          entry(UUID.class, "fromString"),
          entry(BigDecimal.class, "valueOf"),
          entry(BigInteger.class, "valueOf"));

  private static final Map<Class<?>, Set<String>> OF_A_VALUE =
      Map.ofEntries(
          entry(
              String.class,
              "length charAt substring indexOf lastIndexOf contains startsWith endsWith concat repeat"
                  + " replace replaceAll replaceFirst matches trim strip stripLeading stripTrailing"
                  + " stripIndent indent isEmpty isBlank equals equalsIgnoreCase compareTo toString"
                  + " lines split toLowerCase toUpperCase formatted intern translateEscapes"
                  + " subSequence"),
          entry(
              StringBuilder.class,
              "append insert reverse toString length charAt isEmpty setLength deleteCharAt"),
          entry(Number.class, "intValue longValue shortValue byteValue doubleValue"),
          entry(Integer.class, "equals compareTo toString"),
          entry(Long.class, "equals compareTo toString"),
          entry(Boolean.class, "booleanValue equals toString"),
          entry(Character.class, "charValue equals toString"),
          entry(Enum.class, "name ordinal equals compareTo"),
          entry(
              Collection.class,
              "size isEmpty contains containsAll add addAll remove clear stream forEach toArray"
                  + " removeIf"),
          entry(List.class, "get indexOf lastIndexOf subList set sort equals replaceAll"),
          entry(
              Map.class,
              "get getOrDefault containsKey containsValue size isEmpty put putAll putIfAbsent remove"
                  + " clear keySet values entrySet forEach"),
          entry(Map.Entry.class, "getKey getValue"),
          entry(
              Optional.class,
              "get orElse orElseGet orElseThrow isPresent isEmpty map flatMap filter or ifPresent"
                  + " ifPresentOrElse stream"),
          entry(
              Stream.class,
              "map filter flatMap forEach forEachOrdered toList toArray distinct sorted limit skip"
                  + " reduce collect anyMatch allMatch noneMatch findFirst mapToInt takeWhile"
                  + " dropWhile"),
          entry(IntStream.class, "map filter forEach forEachOrdered mapToObj boxed toArray sum"),
          entry(
              LocalDate.class,
              "plusDays plusMonths plusYears minusDays atStartOfDay atTime equals"),
          entry(LocalTime.class, "plusHours plusMinutes plusSeconds equals"),
          entry(LocalDateTime.class, "plusDays plusHours plusMinutes atOffset toLocalDate equals"),
          entry(OffsetDateTime.class, "plusDays plusHours toLocalDate equals"),
          entry(BigDecimal.class, "add subtract multiply negate setScale equals compareTo"),
          entry(BigInteger.class, "add subtract multiply negate equals compareTo"),
          entry(UUID.class, "toString equals"));

  private static final Set<Class<?>> MADE =
      Set.of(
          String.class,
          StringBuilder.class,
          ArrayList.class,
          LinkedHashMap.class,
          LinkedHashSet.class,
          HashMap.class,
          HashSet.class,
          TreeMap.class,
          TreeSet.class,
          BigDecimal.class,
          BigInteger.class);

  private static final Set<String> CHANGING =
      words(
          "add addAll remove removeIf clear set sort replaceAll put putAll putIfAbsent append insert"
              + " reverse setLength deleteCharAt");

  /** What does not depend on the order of a set or a map. */
  private static final Set<String> WITHOUT_ORDER =
      words("size isEmpty contains containsAll containsKey containsValue get getOrDefault add put");

  private JdkCatalogue() {}

  static boolean hasStatic(Class<?> type, String name) {
    return STATIC.getOrDefault(type, Set.of()).contains(name);
  }

  /** Returns the classes by which a method of a value may be called. */
  static List<Class<?>> typesOf(Object value, String name) {
    List<Class<?>> found = new ArrayList<>();
    OF_A_VALUE.forEach(
        (type, names) -> {
          if (type.isInstance(value) && names.contains(name)) {
            found.add(type);
          }
        });
    return found;
  }

  static boolean isMade(Class<?> type) {
    return MADE.contains(type);
  }

  static boolean changes(Object container, String name) {
    return CHANGING.contains(name) && Containers.isContainer(container);
  }

  static boolean needsNoOrder(String name) {
    return WITHOUT_ORDER.contains(name);
  }

  private static Map.Entry<Class<?>, Set<String>> entry(Class<?> type, String names) {
    return Map.entry(type, words(names));
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" ", -1));
  }
}
