//! The datasets of a catalogue one after the other: at no time more than one of them is held.

use std::{
    cell::Cell,
    fmt,
    io::{BufReader, Error, Read, Result as IoResult},
    ops::ControlFlow,
    rc::Rc,
};

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::{Kind, PortalError};

/// The largest dataset, and the largest of whatever stands beside them, in bytes.
const LARGEST: usize = 16 * 1024 * 1024;

/// What is done with each dataset.
type Each<'a> = &'a mut dyn FnMut(Value) -> ControlFlow<()>;

/// Gives each dataset of a catalogue to `each`, until that wants no more.
pub fn each(input: impl Read, each: Each<'_>) -> Result<ControlFlow<()>, PortalError> {
    let left = Rc::new(Cell::new(LARGEST));
    let bounded = BufReader::new(Bounded {
        input,
        left: Rc::clone(&left),
    });
    let mut wants = ControlFlow::Continue(());
    let mut counted = |value| {
        left.set(LARGEST);
        wants = each(value);
        wants
    };
    let mut json = serde_json::Deserializer::from_reader(bounded);
    let read = Catalogue(&mut counted)
        .deserialize(&mut json)
        .and_then(|()| json.end());
    match read {
        Ok(()) => Ok(wants),
        Err(_) if wants.is_break() => Ok(wants),
        Err(error) => {
            let kind = match error.classify() {
                serde_json::error::Category::Eof => Kind::Truncated,
                serde_json::error::Category::Syntax => Kind::NotJson,
                serde_json::error::Category::Data => Kind::NotAPortal,
                serde_json::error::Category::Io if left.get() == 0 => Kind::TooLarge,
                serde_json::error::Category::Io => Kind::Unreadable,
            };
            Err(PortalError::new(kind, None, &error.to_string()))
        }
    }
}

/// Ends where one dataset is larger than any should be.
struct Bounded<R> {
    input: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> IoResult<usize> {
        let most = into.len().min(self.left.get());
        if most == 0 {
            return Err(Error::other("a dataset is too large"));
        }
        let read = self.input.read(&mut into[..most])?;
        self.left.set(self.left.get() - read);
        Ok(read)
    }
}

struct Catalogue<'a>(Each<'a>);

impl<'de> DeserializeSeed<'de> for Catalogue<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Catalogue<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a catalogue")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut is_there = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "dataset" {
                is_there = true;
                map.next_value_seed(Datasets(&mut *self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if is_there {
            Ok(())
        } else {
            Err(A::Error::custom("a catalogue without datasets"))
        }
    }
}

struct Datasets<'a>(Each<'a>);

impl<'de> DeserializeSeed<'de> for Datasets<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Datasets<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of datasets")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut datasets: A) -> Result<(), A::Error> {
        while let Some(dataset) = datasets.next_element::<Value>()? {
            if (self.0)(dataset).is_break() {
                return Err(A::Error::custom("nobody wants more"));
            }
        }
        Ok(())
    }
}
