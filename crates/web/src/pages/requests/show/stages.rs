//! The City's five stages: which are done, which is now, and since when.

use domain::{data_request::DataRequest, status::Outcome, store::events::Told};
use serde::Serialize;

use super::super::chip::{stage, stage_of};

/// The five stages.
#[derive(Debug, Clone, Serialize)]
pub struct Stages {
    /// One to five.
    pub all: Vec<Stage>,
    /// It ended on the way, with this outcome.
    pub ended: Option<&'static str>,
}

/// One of them.
#[derive(Debug, Clone, Serialize)]
pub struct Stage {
    /// 1 to 5.
    pub number: u8,
    /// `done`, `now` or `todo`.
    pub state: &'static str,
    /// The day it began, if it did.
    pub on: Option<String>,
}

const ALL: [u8; 5] = [1, 2, 3, 4, 5];

impl Stages {
    /// Of a request and its events.
    pub fn of(request: &DataRequest, told: &[Told]) -> Self {
        let now = stage(request);
        let reached = now.unwrap_or_else(|| reached(told));
        let state = |number: u8| match (now, number) {
            (Some(now), number) if number == now => "now",
            (_, number) if number <= reached => "done",
            _ => "todo",
        };
        let one = |number: u8| Stage {
            number,
            state: state(number),
            on: Some(number)
                .filter(|number| *number <= reached)
                .and_then(|number| began(told, number)),
        };
        Self {
            all: ALL.map(one).to_vec(),
            ended: request
                .standing
                .outcome
                .filter(|_| now.is_none())
                .map(Outcome::as_str),
        }
    }
}

/// The last stage of work before the end.
fn reached(told: &[Told]) -> u8 {
    let stages = told
        .iter()
        .rev()
        .filter_map(|told| stage_of(told.event.change.to));
    stages.into_iter().find(|stage| *stage < 4).unwrap_or(1)
}

/// The last time it came into this stage from another.
fn began(told: &[Told], number: u8) -> Option<String> {
    let mut began = None;
    let mut before = None;
    for told in told {
        let change = &told.event.change;
        // A question belongs to the stage it interrupts.
        let Some(stage) = stage_of(change.to) else {
            continue;
        };
        if stage == number && before != Some(number) {
            began = Some(change.on.to_string());
        }
        before = Some(stage);
    }
    began
}
