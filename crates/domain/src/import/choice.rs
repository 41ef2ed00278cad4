//! A field that takes one of a few keys: always the same one, or by the value of a column.

use std::{collections::HashMap, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};

use super::{
    cells::Cells,
    problem::{ProblemCode, RowProblem},
    text::comparable,
};

/// Which key a field takes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    #[serde(default)]
    pub(super) column: String,
    #[serde(default, deserialize_with = "by_comparable")]
    pub(super) values: HashMap<String, String>,
    /// Where the cell is empty.
    pub(super) default: Option<String>,
    /// Where the value is not listed; without it, the row is refused.
    pub(super) others: Option<String>,
}

impl From<String> for Choice {
    fn from(key: String) -> Self {
        Self {
            default: Some(key),
            ..Self::default()
        }
    }
}

impl Choice {
    /// The key for this row; none where the mapping has none for an empty cell.
    pub(super) fn key(&self, cells: &Cells<'_>) -> Result<Option<&str>, RowProblem> {
        let cell = if self.column.is_empty() {
            ""
        } else {
            cells.get(&self.column)
        };
        if cell.is_empty() {
            return Ok(self.default.as_deref());
        }
        let listed = self.values.get(&comparable(cell)).or(self.others.as_ref());
        let unknown = || RowProblem::new(&self.column, ProblemCode::UnknownValue, cell);
        listed.map(|key| Some(key.as_str())).ok_or_else(unknown)
    }

    /// Every key it can give.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.values
            .values()
            .chain(&self.default)
            .chain(&self.others)
            .map(String::as_str)
    }
}

/// A table, or in short one string for the simplest case of it.
#[derive(Debug, Clone)]
pub(super) struct Short<T>(pub(super) T);

impl<'de, T: Deserialize<'de> + From<String>> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StringOrTable(PhantomData))
    }
}

struct StringOrTable<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + From<String>> Visitor<'de> for StringOrTable<T> {
    type Value = Short<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a table")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Short(T::from(text.to_owned())))
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(table)).map(Short)
    }
}

/// A table whose keys are values of cells, to be found however they are written.
pub(super) fn by_comparable<'de, D, V>(deserializer: D) -> Result<HashMap<String, V>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    let table = HashMap::<String, V>::deserialize(deserializer)?;
    Ok(table
        .into_iter()
        .map(|(value, entry)| (comparable(&value), entry))
        .collect())
}
