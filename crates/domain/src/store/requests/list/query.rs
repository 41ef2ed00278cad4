//! The conditions of a list, and its statement.

use sea_orm::Value;

use super::{
    super::{Actor, row::list_columns, visible_to},
    Cursor, Filter, Key, Reached, Within,
};
use crate::{
    status::{Ground, Outcome},
    store::figures::columns,
};

/// Answers that say where data is to be had: it was there already, or the question was just that.
const WHERE_TO_GET_IT: &str = "(r.outcome in ('already_exists', 'available_elsewhere')
    or r.kind = 'locate' and r.outcome in ('published', 'partial'))";

/// Conditions and their values, numbered as they come.
#[derive(Clone)]
pub(in crate::store) struct Query {
    /// What must hold of each row.
    pub wheres: Vec<String>,
    /// What stands for `$1`, `$2`, ...
    pub values: Vec<Value>,
}

impl Query {
    /// What `filter` asks of what `actor` may see.
    pub fn new(actor: &Actor, filter: &Filter) -> Self {
        let mut query = Self {
            wheres: vec![visible_to(actor).to_owned()],
            values: Vec::new(),
        };
        query.any_of(
            "r.status",
            filter.statuses.iter().map(|status| status.as_str().into()),
        );
        query.outcomes(filter);
        query.any_of("r.kind", filter.kinds.iter().map(|kind| kind.as_str().into()));
        query.any_named("r.theme_id", "theme where key", &filter.themes);
        query.any_named("r.area_id", "area where slug", &filter.areas);
        if let Some(dataset) = &filter.dataset {
            let at = query.place(dataset.clone());
            query.wheres.push(format!("r.dataset = {at}"));
        }
        if let Some(person) = filter.requester {
            let at = query.place(person.0);
            query.wheres.push(format!("r.requester_id = {at}"));
        }
        query.history(filter);
        if filter.where_to_get_it {
            query.wheres.push(WHERE_TO_GET_IT.to_owned());
        }
        query
    }

    /// Any of these outcomes. An index has when they were given behind what they are.
    fn outcomes(&mut self, filter: &Filter) {
        let all = Some(Outcome::ALL).filter(|_| filter.ended.is_some() && filter.grounds.is_empty());
        let chosen = Some(filter.outcomes.as_slice()).filter(|chosen| !chosen.is_empty());
        let outcomes = chosen.or(all).unwrap_or_default();
        self.any_of(
            "r.outcome",
            outcomes.iter().map(|outcome| outcome.as_str().into()),
        );
    }

    /// What only the history of a request tells.
    pub fn history(&mut self, filter: &Filter) {
        self.any_of(
            "r.ground",
            filter.grounds.iter().map(|ground| Ground::as_str(*ground).into()),
        );
        if let Some(within) = &filter.received {
            let from = self.place(within.from);
            self.wheres.push(format!("r.created_at >= {from}"));
            self.before_end(within);
        }
        if let Some(within) = &filter.ended {
            self.within("r.ended_in", within);
        }
        for reached in &filter.reached {
            self.reached(reached);
        }
    }

    fn reached(&mut self, reached: &Reached) {
        let [month, by, days] = columns(reached.milestone).map(|column| format!("r.{column}"));
        match &reached.within {
            Some(within) => self.within(&month, within),
            None => self.wheres.push(format!("{month} is not null")),
        }
        self.any_named(&by, "area where slug", &reached.by);
        if let Some(wanted) = reached.days {
            let first = self.place(i64::from(wanted.first));
            self.wheres.push(format!("{days} >= {first}"));
            if let Some(last) = wanted.last {
                let last = self.place(i64::from(last));
                self.wheres.push(format!("{days} <= {last}"));
            }
        }
    }

    /// What happened in a month or a year. Nothing happens to a request before it is received: whoever walks along the newest
    /// begins there.
    fn within(&mut self, column: &str, within: &Within) {
        let (first, last) = within.period.months();
        let first_at = self.place(first);
        if first == last {
            self.wheres.push(format!("{column} = {first_at}"));
        } else {
            let last = self.place(last);
            self.wheres
                .push(format!("{column} between {first_at} and {last}"));
        }
        self.before_end(within);
    }

    fn before_end(&mut self, within: &Within) {
        let until = self.place(within.until);
        self.wheres.push(format!("r.created_at < {until}"));
    }

    /// The number of a new value.
    pub fn bind(&mut self, value: impl Into<Value>) -> usize {
        self.values.push(value.into());
        self.values.len()
    }

    fn place(&mut self, value: impl Into<Value>) -> String {
        format!("${}", self.bind(value))
    }

    fn any_of(&mut self, column: &str, values: impl Iterator<Item = Value>) {
        let places: Vec<String> = values.map(|value| self.place(value)).collect();
        match places.as_slice() {
            [] => (),
            // Of one value an index has the rows in order.
            [one] => self.wheres.push(format!("{column} = {one}")),
            _ => self.wheres.push(format!("{column} in ({})", places.join(", "))),
        }
    }

    /// The same of rows that have a name.
    fn any_named(&mut self, column: &str, table: &str, names: &[String]) {
        let places: Vec<String> = names.iter().map(|name| self.place(name.clone())).collect();
        match places.as_slice() {
            [] => (),
            [one] => self
                .wheres
                .push(format!("{column} = (select id from {table} = {one})")),
            _ => self.wheres.push(format!(
                "{column} in (select id from {table} in ({}))",
                places.join(", ")
            )),
        }
    }

    /// Keeps SQLite from finding rows by what they are narrowed to (SQLite manual, "query planner", unary plus). When they
    /// were received is the order itself of the newest.
    pub fn keep_off_indexes(&mut self, is_newest_first: bool) {
        for condition in &mut self.wheres {
            let is_order = is_newest_first && condition.starts_with("r.created_at ");
            if condition.starts_with("r.") && !is_order {
                condition.insert(0, '+');
            }
        }
    }

    /// Only what comes behind `cursor`.
    pub fn after(&mut self, (column, direction, tie): (&str, &str, &str), cursor: Option<&Cursor>) {
        let Some(cursor) = cursor else { return };
        let sign = if direction == "desc" { "<" } else { ">" };
        let key: Value = match &cursor.key {
            Key::Number(number) => (*number).into(),
            Key::Text(text) => text.clone().into(),
        };
        let key = self.place(key);
        let condition = if column == tie {
            format!("{column} {sign} {key}")
        } else {
            format!("({column}, {tie}) {sign} ({key}, {})", self.place(cursor.id))
        };
        self.wheres.push(condition);
    }

    /// Only rows numbered below it.
    pub fn before_id(&mut self, cursor: Option<&Cursor>) -> String {
        cursor.map_or_else(String::new, |cursor| {
            format!("where request_id < {}", self.place(cursor.id))
        })
    }

    /// One row more than asked for: it tells whether there is a next page.
    pub fn sql(&self, from: &str, (column, direction, tie): (&str, &str, &str), limit: u32) -> String {
        let columns = list_columns();
        // FTS5 hands out its rows in the order of their numbers only if that is all it is asked for; else every hit is joined
        // and sorted before the first one is shown.
        let order = if column == tie {
            format!("{column} {direction}")
        } else {
            format!("{column} {direction}, {tie} {direction}")
        };
        format!(
            "select r.rank_key, {columns} from {from} where {} order by {order} limit {}",
            self.wheres.join(" and "),
            limit + 1
        )
    }
}
