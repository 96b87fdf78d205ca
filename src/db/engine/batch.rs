//! Several writes in one trip to a server. A trip costs more than most statements do.

use std::fmt::Write;

use super::{Bound, Text};

/// Joins statements that do not look at each other's work for PostgreSQL: one statement, each part a CTE but the last.
pub(super) fn at_once(statements: Vec<Bound>) -> Bound {
    let mut params = Vec::new();
    let mut texts = Vec::with_capacity(statements.len());
    for statement in statements {
        texts.push(renumbered(statement.postgres.as_str(), params.len()));
        params.extend(statement.params);
    }
    let last = texts.pop().unwrap_or_default();
    let parts: Vec<String> = texts.iter().enumerate().map(|(at, text)| format!("part{at} AS ({text})")).collect();
    let joined = if parts.is_empty() {
        last
    } else {
        format!("WITH {} {last}", parts.join(", "))
    };
    Bound {
        sqlite: Text::Fixed(""),
        postgres: Text::Composed(joined),
        params,
        kept: true,
    }
}

/// The text with every `$n` as `$(n + by)`.
fn renumbered(text: &str, by: usize) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        let (before, after) = rest.split_at(at + 1);
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        out.push_str(before);
        match after[..digits].parse::<usize>() {
            // Writing to a String cannot fail.
            Ok(number) => drop(write!(out, "{}", number + by)),
            Err(_) => out.push_str(&after[..digits]),
        }
        rest = &after[digits..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::engine::statement::Query;

    #[test]
    fn placeholders_follow_their_values() {
        let two = || {
            vec![
                Query::new("INSERT INTO a VALUES (")
                    .bind(1_i64)
                    .push(", ")
                    .bind(2_i64)
                    .push(")")
                    .into(),
                Query::new("DELETE FROM b WHERE c = ").bind(3_i64).into(),
            ]
        };
        assert_eq!(
            at_once(two()).postgres.as_str(),
            "WITH part0 AS (INSERT INTO a VALUES ($1, $2)) DELETE FROM b WHERE c = $3"
        );
        assert_eq!(at_once(two()).params.len(), 3);
    }
}
