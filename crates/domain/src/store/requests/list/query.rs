//! The conditions of a list, and its statement.

use sea_orm::Value;

use super::{
    super::{Actor, row::list_columns, visible_to},
    Cursor, Filter, Key,
};

/// Answers that say where data is to be had: it was there already, or the question was just that.
const WHERE_TO_GET_IT: &str = "(r.outcome in ('already_exists', 'available_elsewhere')
    or r.kind = 'locate' and r.outcome in ('published', 'partial'))";

/// Conditions and their values, numbered as they come.
#[derive(Clone)]
pub(super) struct Query {
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
        if filter.where_to_get_it {
            query.wheres.push(WHERE_TO_GET_IT.to_owned());
        }
        query
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

    /// Keeps SQLite from finding rows by what they are narrowed to (SQLite manual, "query planner", unary plus).
    pub fn keep_off_indexes(&mut self) {
        for condition in &mut self.wheres {
            for column in ["r.status ", "r.theme_id ", "r.area_id ", "r.kind "] {
                if condition.starts_with(column) {
                    condition.insert(0, '+');
                }
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
