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
    places: &Places,
    id: ReadyAnswerId,
    filled: &mut Filled,
) -> Result<(), Fault> {
    let area = request.standing.area;
    let known = ready_answers::get(&looking.reader(), id).await?;
    let Some(answer) = known.filter(|answer| answer.area.is_none() || answer.area == area) else {
        return Ok(());
    };
    // It is whoever asked that reads it.
    let locale = Locale::parse(&request.language).unwrap_or(places.locale());
    let words = looking.app.engine.words();
    let value = |variable| match variable {
        Variable::Reference => request.reference.to_string(),
        Variable::Title => request.title.clone(),
        Variable::Area => places.area_by_id(area).map(|area| area.name).unwrap_or_default(),
        Variable::Theme => places.theme(&request.theme).name,
        Variable::DueOn => {
            let due = request.standing.round.due_on;
            due.map(|due| format::date_long(words, locale, due))
                .unwrap_or_default()
        }
        Variable::Requester => match request.public_name() {
            Some(name) => name.to_owned(),
            None => words.text(locale, "ready-nobody", &Args::new()),
        },
    };
    *filled = Filled::default();
    filled.put("message", &ready_answer::filled(&answer.body, value));
    if let Some(outcome) = answer.outcome {
        filled.put("outcome", outcome.as_str());
    }
    Ok(())
}
