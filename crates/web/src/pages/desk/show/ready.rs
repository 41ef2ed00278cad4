//! A ready-made answer, filled in with what the request is.

use domain::{
    data_request::DataRequest,
    ids::ReadyAnswerId,
    locale::Locale,
    ready_answer::{self, Variable},
    store::ready_answers,
};
use render::{Args, format};

use super::Looking;
use crate::{filled::Filled, pages::places::Places, problem::Fault};

/// Puts it into the form of an answer; one that is not for this area is none.
pub(super) async fn fill_in(
    looking: &Looking<'_>,
    request: &DataRequest,
    id: ReadyAnswerId,
    filled: &mut Filled,
) -> Result<(), Fault> {
    let area = request.standing.area;
    let known = ready_answers::get(&looking.reader(), id).await?;
    let Some(answer) = known.filter(|answer| answer.area.is_none() || answer.area == area) else {
        return Ok(());
    };
    // It is whoever asked that reads it.
    let locale = Locale::parse(&request.language).unwrap_or(looking.visitor.locale);
    let words = looking.app.engine.words();
    let places = Places::load(&looking.reader(), locale).await?;
    let value = |variable| match variable {
        Variable::Reference => request.reference.to_string(),
        Variable::Title => as_words(&request.title),
        Variable::Area => places.area_by_id(area).map(|area| area.name).unwrap_or_default(),
        Variable::Theme => places.theme(&request.theme).name,
        Variable::DueOn => {
            let due = request.standing.round.due_on;
            due.map(|due| format::date_long(words, locale, due))
                .unwrap_or_default()
        }
        Variable::Requester => match request.public_name() {
            Some(name) => as_words(name),
            None => words.text(locale, "ready-nobody", &Args::new()),
        },
    };
    let text = ready_answer::filled(&answer.body, value);
    // What was typed is not lost: it stands before.
    let typed = filled
        .values
        .get("message")
        .filter(|typed| !typed.trim().is_empty());
    let text = typed.map_or_else(|| text.clone(), |typed| format!("{typed}\n\n{text}"));
    filled.values.insert("message".into(), text);
    if let Some(outcome) = answer.outcome {
        filled.values.insert("outcome".into(), outcome.as_str().into());
    }
    Ok(())
}

/// What somebody wrote as a title or a name is words in an answer of the government, never a link of theirs.
fn as_words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\[]<>*_`".contains(letter) {
            words.push('\\');
        }
        words.push(letter);
    }
    words
}
