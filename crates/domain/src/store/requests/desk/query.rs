//! How the rows of a pile are found: conditions that an index answers from its beginning.

use sea_orm::Value;

use super::{
    super::{
        row::{JOINS, list_columns},
        visible_to,
    },
    ACT_BY, Desk, Key, Mark, Pile, news_key,
};
use crate::{ids::AreaId, policy::Actor};

/// Conditions and their values.
pub(super) struct Query {
    pub(super) wheres: Vec<String>,
    pub(super) values: Vec<Value>,
}

impl Query {
    /// What is in a pile of one area, or of all.
    pub(super) fn new(actor: &Actor, desk: &Desk, area: Option<AreaId>, (pile, calm): (Pile, bool)) -> Self {
        let hidden = if pile == Pile::Hidden {
            "r.hidden"
        } else {
            "not r.hidden"
        };
        let mut query = Self {
            wheres: vec![visible_to(actor).to_owned(), hidden.to_owned()],
            values: Vec::new(),
        };
        if let Some(area) = area {
            let at = query.place(area.0);
            query.wheres.push(format!("r.area_id = {at}"));
        }
        if let Some(theme) = &desk.theme {
            let at = query.place(theme.clone());
            // `+` keeps the planner off the index of themes, which has another order.
            query
                .wheres
                .push(format!("+r.theme_id = (select id from theme where key = {at})"));
        }
        query.add(desk, pile);
        if calm {
            let at = query.place(desk.soon.to_string());
            query.wheres.push(format!("{ACT_BY} > {at}"));
        }
        query
    }

    fn add(&mut self, desk: &Desk, pile: Pile) {
        if let Some(status) = pile.status() {
            let at = self.place(status.as_str());
            // None of them is closed: the index of the open ones is named so.
            self.wheres
                .push(format!("r.status = {at} and r.status <> 'closed'"));
        }
        match pile {
            Pile::Late => {
                let today = self.place(desk.today.to_string());
                self.wheres
                    .push(format!("r.act_by is not null and r.act_by < {today}"));
            }
            Pile::Soon => {
                let (today, soon) = (
                    self.place(desk.today.to_string()),
                    self.place(desk.soon.to_string()),
                );
                self.wheres.push(format!(
                    "r.act_by is not null and r.act_by >= {today} and r.act_by <= {soon}"
                ));
            }
            Pile::News | Pile::Arrivals => {
                let at = self.place(news_key(pile == Pile::Arrivals));
                self.wheres.push(format!("r.news is not null and r.news = {at}"));
            }
            Pile::Evidence => self.wheres.push("r.evidence_state = 'broken'".to_owned()),
            _ => {}
        }
    }

    /// Only what comes behind a mark.
    pub(super) fn after(&mut self, pile: Pile, after: Option<Mark>) {
        let Some(mark) = after else { return };
        let (column, down) = pile.order();
        let sign = if down { "<" } else { ">" };
        let key = match mark.key {
            Key::Day(day) => self.place(day.to_string()),
            Key::At(at) => self.place(at),
        };
        let id = self.place(mark.id);
        self.wheres.push(format!("({column}, r.id) {sign} ({key}, {id})"));
    }

    /// The numbers of the rows, in order: an index gives them, and often all that is asked about them.
    pub(super) fn found(&self, pile: Pile, limit: usize) -> String {
        format!(
            "select r.id from data_request r where {} order by {} limit {limit}",
            self.wheres.join(" and "),
            pile.order_by()
        )
    }

    /// The rows: found first, and only then read.
    pub(super) fn page(&self, pile: Pile, limit: usize) -> String {
        format!(
            "select {} from ({}) k join data_request r on r.id = k.id {JOINS} order by {}",
            list_columns(),
            self.found(pile, limit),
            pile.order_by()
        )
    }

    fn place(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }
}
