package dev.retort.sqlite.text;

import dev.retort.sql.Token;
import dev.retort.sql.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * What an edit has taken from a text and put into it, in tokens and comments, and the first
 * whitespace that it has changed although nothing was taken or put there.
 */
record Difference(List<String> taken, List<String> put, String blanks) {

  /** A token or comment, with the whitespace before it. */
  private record Piece(String blank, String text) {}

  static Difference of(String before, String after) {
    return new Comparison(split(before), split(after)).difference();
  }

  /** Returns the tokens and comments of a text. */
  static List<String> pieces(String text) {
    return split(text).stream().map(Piece::text).filter(it -> !it.isEmpty()).toList();
  }

  static boolean isComment(String piece) {
    return piece.startsWith("--") || piece.startsWith("/*");
  }

  static String unquoted(String piece) {
    return Tokenizer.tokens(piece).get(0).name();
  }

  private static List<Piece> split(String text) {
    List<Piece> pieces = new ArrayList<>();
    List<Token> tokens = new ArrayList<>(Tokenizer.tokens(text));
    tokens.add(new Token(Token.Kind.SIGN, "", text.length(), text.length()));
    int from = 0;
    for (Token token : tokens) {
      int at = from;
      while (at < token.start()) {
        int end = Tokenizer.comment(text, at);
        if (end > at) {
          String comment = text.substring(at, end).stripTrailing();
          pieces.add(new Piece(text.substring(from, at), comment));
          from = at + comment.length();
        }
        at = Math.max(end, at + 1);
      }
      pieces.add(new Piece(text.substring(from, token.start()), token.text()));
      from = token.end();
    }
    return pieces;
  }

  /**
   * The longest common subsequence, behind what begins and before what ends alike; of several the
   * one in which neighbours that stayed have kept the whitespace between them.
   */
  private static final class Comparison {
    private static final int KEPT = 1000;

    private final List<Piece> before;
    private final List<Piece> after;
    private final List<String> taken = new ArrayList<>();
    private final List<String> put = new ArrayList<>();
    private String blanks = "";
    private int endBefore;
    private int endAfter;

    Comparison(List<Piece> before, List<Piece> after) {
      this.before = before;
      this.after = after;
    }

    Difference difference() {
      int start = 0;
      int shorter = Math.min(before.size(), after.size());
      while (start < shorter && before.get(start).equals(after.get(start))) {
        start++;
      }
      int end = 0;
      while (end < shorter - start
          && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
        end++;
      }
      endBefore = before.size() - Math.max(0, end - 1);
      endAfter = after.size() - Math.max(0, end - 1);
      walk(start, scores(start));
      return new Difference(List.copyOf(taken), List.copyOf(put), blanks);
    }

    /** What can be had from two places on: behind pieces that stayed, and behind a change. */
    private int[][][] scores(int start) {
      int[][][] scores = new int[endBefore - start + 1][endAfter - start + 1][2];
      for (int a = endBefore - start; a >= 0; a--) {
        for (int b = endAfter - start; b >= 0; b--) {
          for (int stayed = 0; stayed < 2; stayed++) {
            int best = 0;
            if (a < endBefore - start) {
              best = scores[a + 1][b][0];
            }
            if (b < endAfter - start) {
              best = Math.max(best, scores[a][b + 1][0]);
            }
            if (a < endBefore - start && b < endAfter - start && same(start + a, start + b)) {
              int kept = scores[a + 1][b + 1][1] + value(start + a, start + b, stayed);
              best = Math.max(best, kept);
            }
            scores[a][b][stayed] = best;
          }
        }
      }
      return scores;
    }

    private void walk(int start, int[][][] scores) {
      int a = start;
      int b = start;
      int stayed = 1;
      while (a < endBefore || b < endAfter) {
        int score = scores[a - start][b - start][stayed];
        if (a < endBefore
            && b < endAfter
            && same(a, b)
            && score == scores[a + 1 - start][b + 1 - start][1] + value(a, b, stayed)) {
          if (value(a, b, stayed) < KEPT) {
            blanks = "before " + before.get(a).text();
          }
          a++;
          b++;
          stayed = 1;
        } else if (a < endBefore && score == scores[a + 1 - start][b - start][0]) {
          taken.add(before.get(a++).text());
          stayed = 0;
        } else {
          put.add(after.get(b++).text());
          stayed = 0;
        }
      }
    }

    private int value(int a, int b, int stayed) {
      boolean changed = !before.get(a).blank().equals(after.get(b).blank());
      return stayed == 1 && changed ? KEPT - 1 : KEPT;
    }

    private boolean same(int a, int b) {
      return before.get(a).text().equals(after.get(b).text());
    }
  }
}
