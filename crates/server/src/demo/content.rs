//! What the city is made of, as `content/*.toml` says it; `content/README.md` says how to add to it. Only its shape.

use std::collections::BTreeMap;

use anyhow::Context as _;
use domain::{
    person::{Email, Role, Sector},
    status::Origin,
};
use serde::Deserialize;
use serde_json::{Map, Value};

/// One file per theme, the four that come first at the head.
const THEMES: [(&str, &str); 14] = [
    ("budget", include_str!("content/budget.toml")),
    (
        "purchasing_hiring",
        include_str!("content/purchasing_hiring.toml"),
    ),
    ("payroll_salaries", include_str!("content/payroll_salaries.toml")),
    (
        "official_advertising",
        include_str!("content/official_advertising.toml"),
    ),
    ("mobility", include_str!("content/mobility.toml")),
    ("health", include_str!("content/health.toml")),
    ("education", include_str!("content/education.toml")),
    ("security", include_str!("content/security.toml")),
    ("environment", include_str!("content/environment.toml")),
    ("urban_planning", include_str!("content/urban_planning.toml")),
    ("culture", include_str!("content/culture.toml")),
    (
        "social_development",
        include_str!("content/social_development.toml"),
    ),
    ("economy", include_str!("content/economy.toml")),
    ("other", include_str!("content/other.toml")),
];
const INVENTORY: &str = include_str!("content/inventory.toml");
const PEOPLE: &str = include_str!("content/people.toml");

/// The whole of it.
#[derive(Debug, Clone)]
pub struct Content {
    /// Short names of areas, and their slugs.
    pub areas: BTreeMap<String, String>,
    /// Everybody with a name in the stories.
    pub people: Vec<Somebody>,
    /// Those who only say that they need it too.
    pub neighbours: Vec<Neighbour>,
    /// The requests.
    pub stories: Vec<Story>,
    /// Requests of a list that was kept before.
    pub earlier: Vec<Earlier>,
    /// What areas hold and do not publish.
    pub held: Vec<Held>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    areas: BTreeMap<String, String>,
    person: Vec<Somebody>,
    neighbours: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Theme {
    #[serde(default)]
    request: Vec<Story>,
    #[serde(default)]
    earlier: Vec<Earlier>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inventory {
    held: Vec<Held>,
}

/// Something an area holds and does not publish.
#[derive(Debug, Clone, Deserialize)]
pub struct Held {
    /// How stories call it.
    pub key: String,
    /// Who of the area lists it.
    pub by: String,
    /// How many days before today.
    pub ago: i64,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

/// Somebody the stories tell of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Somebody {
    /// How the stories call them.
    pub key: String,
    /// Their name.
    pub name: String,
    /// What they may do.
    #[serde(default = "person")]
    pub role: String,
    /// The area a liaison answers for, by its short name.
    pub area: Option<String>,
    /// What kind of data user they are.
    pub sector: Option<String>,
}

/// Somebody without a story.
#[derive(Debug, Clone)]
pub struct Neighbour {
    /// Their name.
    pub name: String,
    /// What kind of data user they are.
    pub sector: String,
}

/// A request and what became of it.
#[derive(Debug, Clone, Deserialize)]
pub struct Story {
    /// How other stories call it.
    pub id: String,
    /// Who asks.
    pub by: String,
    /// How many days before today.
    pub ago: i64,
    /// How many neighbours need it too.
    #[serde(default)]
    pub supporters: usize,
    /// The door it came in by.
    #[serde(default = "web")]
    pub origin: String,
    /// What happened then.
    #[serde(default)]
    pub then: Vec<Step>,
    /// What it asks for that an area holds and does not publish, by its key.
    pub inventory: Option<String>,
    /// The fields of the request itself.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

/// Something that happened to a request.
#[derive(Debug, Clone, Deserialize)]
pub struct Step {
    /// How many days after it was received.
    pub day: i64,
    /// Who did it.
    pub by: String,
    /// What: an action's key, or `comment`, `note`, `support`, `follow`.
    #[serde(rename = "do")]
    pub what: String,
    /// Their words.
    pub say: Option<String>,
    /// On which part of a split request, by the short name of its area.
    pub part: Option<String>,
    /// The fields of the action.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

/// A request that an older list kept, and that nobody answered there.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// Its key in the old list.
    pub key: String,
    /// How many days before today.
    pub ago: i64,
    /// Its title.
    pub title: String,
    /// What was asked.
    pub body: String,
    /// The area it was for, by its short name.
    pub area: String,
    /// What the old list says of it.
    pub said: String,
    /// The theme, by its key: that of the file.
    #[serde(skip)]
    pub theme: String,
}

impl Content {
    /// How far back it goes, in days.
    pub fn days(&self) -> i64 {
        self.stories.iter().map(|story| story.ago).max().unwrap_or(0)
    }

    /// Somebody, by the name the stories use.
    pub fn somebody(&self, key: &str) -> anyhow::Result<&Somebody> {
        let found = self.people.iter().find(|person| person.key == key);
        found.with_context(|| format!("there is nobody called {key:?} in people.toml"))
    }
}

impl Somebody {
    /// Where they are written to.
    pub fn email(&self) -> anyhow::Result<Email> {
        address(&self.name)
    }

    /// What they may do.
    pub fn role(&self) -> anyhow::Result<Role> {
        Role::parse(&self.role).with_context(|| format!("{:?} is no role", self.role))
    }
}

impl Neighbour {
    /// Where they are written to.
    pub fn email(&self) -> anyhow::Result<Email> {
        address(&self.name)
    }

    /// What kind of data user they are.
    pub fn sector(&self) -> anyhow::Result<Sector> {
        Sector::parse(&self.sector).with_context(|| format!("{:?} is no sector", self.sector))
    }
}

impl Story {
    /// The door it came in by.
    pub fn origin(&self) -> anyhow::Result<Origin> {
        Origin::parse(&self.origin).with_context(|| format!("{:?} is no origin", self.origin))
    }
}

/// Reads all of it.
pub fn content() -> anyhow::Result<Content> {
    let people: People = toml::from_str(PEOPLE).context("people.toml")?;
    let mut content = Content {
        areas: people.areas,
        people: people.person,
        neighbours: Vec::new(),
        stories: Vec::new(),
        earlier: Vec::new(),
        held: toml::from_str::<Inventory>(INVENTORY)
            .context("inventory.toml")?
            .held,
    };
    for (sector, names) in people.neighbours {
        let of_sector = |name| Neighbour {
            name,
            sector: sector.clone(),
        };
        content.neighbours.extend(names.into_iter().map(of_sector));
    }
    for (key, text) in THEMES {
        let theme: Theme = toml::from_str(text).with_context(|| format!("{key}.toml"))?;
        for mut story in theme.request {
            story.fields.entry("theme").or_insert_with(|| key.into());
            content.stories.push(story);
        }
        for mut earlier in theme.earlier {
            key.clone_into(&mut earlier.theme);
            content.earlier.push(earlier);
        }
    }
    Ok(content)
}

fn address(name: &str) -> anyhow::Result<Email> {
    let plain = |letter: char| match letter {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        ' ' => '.',
        other => other,
    };
    let local: String = name.to_lowercase().chars().map(plain).collect();
    let text = format!("{local}@ejemplo.org");
    Email::parse(&text).with_context(|| format!("{text} is no address"))
}

fn person() -> String {
    Role::Person.as_str().to_owned()
}

fn web() -> String {
    Origin::Web.as_str().to_owned()
}
