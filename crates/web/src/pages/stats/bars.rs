//! A chart of lying bars, drawn on the server, and the rows of the table beside it.

use serde::Serialize;

use super::{Listed, Say};

/// The length of the longest bar, in the units of the drawing; what its value says stands behind it.
const LONGEST: i64 = 372;
/// From one bar to the next.
const STEP: usize = 44;

/// The chart.
#[derive(Debug, Default, Serialize)]
pub struct Bars {
    /// Its part of the page's identifiers.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// More about it.
    pub about: Option<String>,
    /// What its rows are, and what is counted.
    pub heads: (String, String),
    /// Its rows; none where there is nothing to show.
    pub rows: Vec<Bar>,
    /// The height of the drawing.
    pub height: usize,
    /// What is said instead of it, where too few people said something.
    pub instead: Option<String>,
}

/// A row of it.
#[derive(Debug, Serialize)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// How many, as said.
    pub value: String,
    /// The list of them, where they are requests.
    pub list: Option<String>,
    /// Which part of all that is.
    pub share: Option<String>,
    /// How long the bar is.
    pub width: i64,
    /// Where its label, the bar, and its value are.
    pub y: (usize, usize, usize),
}

impl Bars {
    /// Of counted rows that make a whole.
    pub fn counted(
        say: &Say<'_>,
        id: &'static str,
        title: String,
        head: String,
        rows: Vec<(String, Listed)>,
    ) -> Self {
        let all: i64 = rows.iter().map(|(_, n)| n.count).sum();
        let rows = if all == 0 { Vec::new() } else { rows };
        let (rows, lists): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .map(|(label, Listed { count, list })| {
                let share = say.percent(count, all);
                ((label, count, say.number(count), Some(share)), list)
            })
            .unzip();
        let mut bars = Self::drawn(id, title, (head, say.text("stats-head-count")), rows);
        for (bar, list) in bars.rows.iter_mut().zip(lists) {
            bar.list = list;
        }
        bars
    }

    /// Of rows with a value each, a number that says how long its bar is, and which part it is.
    pub fn drawn(
        id: &'static str,
        title: String,
        heads: (String, String),
        rows: Vec<(String, i64, String, Option<String>)>,
    ) -> Self {
        let most = rows.iter().map(|(_, n, ..)| *n).max().unwrap_or(0).max(1);
        let rows: Vec<Bar> = rows
            .into_iter()
            .enumerate()
            .map(|(place, (label, n, value, share))| Bar {
                label,
                value,
                list: None,
                share,
                width: n.max(0) * LONGEST / most,
                y: (place * STEP + 16, place * STEP + 22, place * STEP + 33),
            })
            .collect();
        Self {
            id,
            title,
            about: None,
            heads,
            height: rows.len() * STEP,
            rows,
            instead: None,
        }
    }

    /// With a sentence about it.
    pub fn about(mut self, about: String) -> Self {
        self.about = Some(about);
        self
    }
}
