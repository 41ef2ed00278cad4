//! Answers that are written beforehand. They hold variables, such as `{{reference}}`, which each request fills in; one that
//! does not exist is found when the answer is kept, not when somebody is answered. Pure.

use crate::{
    ids::{AreaId, ReadyAnswerId},
    keys::keys,
    status::Outcome,
};

keys! {
    /// What a request fills in.
    Variable {
        /// `PD-2026-000123`.
        Reference = "reference",
        /// Its title.
        Title = "title",
        /// The name of the area that answers.
        Area = "area",
        /// The name of its theme.
        Theme = "theme",
        /// The day by which it is to be answered, in words.
        DueOn = "due_on",
        /// Who asked, by the name that is public.
        Requester = "requester",
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadyAnswer {
    /// Its number.
    pub id: ReadyAnswerId,
    /// The area whose it is; everybody's when `None`.
    pub area: Option<AreaId>,
    /// The outcome it goes with, if it is meant for one.
    pub outcome: Option<Outcome>,
    /// By what it is chosen.
    pub title: String,
    /// Its words, in Markdown, with variables.
    pub body: String,
}

/// A piece of an answer.
enum Piece<'a> {
    Words(&'a str),
    Variable(&'a str),
}

/// Words and variables in turn. Braces that are never closed are words.
fn pieces(body: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = body;
    while let Some((words, after)) = rest.split_once("{{") {
        let Some((name, left)) = after.split_once("}}") else {
            break;
        };
        pieces.push(Piece::Words(words));
        pieces.push(Piece::Variable(name.trim()));
        rest = left;
    }
    pieces.push(Piece::Words(rest));
    pieces
}

/// The first variable that there is not.
pub fn unknown_variable(body: &str) -> Option<&str> {
    pieces(body).into_iter().find_map(|piece| match piece {
        Piece::Variable(name) if Variable::parse(name).is_none() => Some(name),
        Piece::Variable(_) | Piece::Words(_) => None,
    })
}

/// The answer with its variables filled in.
pub fn filled(body: &str, value: impl Fn(Variable) -> String) -> String {
    let text = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Variable(name) => Variable::parse(name).map(&value).unwrap_or_default(),
    };
    pieces(body).into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::{Variable, filled, unknown_variable};

    #[test]
    fn variables_are_known_and_filled_in() {
        for (body, unknown) in [
            ("Tu pedido {{reference}}, {{ title }}.", None),
            ("{{nombre}}", Some("nombre")),
            ("{{reference}} {{}}", Some("")),
            ("{{ reference }", None),
            ("}} {{", None),
        ] {
            assert_eq!(unknown_variable(body), unknown, "{body}");
        }
        let value = |variable: Variable| format!("<{variable}>");
        for (body, expected) in [
            ("Hola {{ requester }}: {{title}}.", "Hola <requester>: <title>."),
            ("{{due_on}}{{area}}{{theme}}", "<due_on><area><theme>"),
            ("sin nada {{", "sin nada {{"),
            // What a request says is never read as a variable.
            ("{{title}}", "<title>"),
        ] {
            assert_eq!(filled(body, value), expected);
        }
        assert_eq!(filled("{{title}}", |_| "{{area}}".into()), "{{area}}");
    }
}
