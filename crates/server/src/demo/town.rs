//! Lives the scenes, each by the op a page or the API would call, and lets time do its own work in between.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    action::{Draft, Evidence},
    clock::Moment,
    data_request::NewDataRequest,
    field::FieldCode,
    ids::InventoryId,
    import::{ImportedArea, ImportedEnd, ImportedRequest},
    inventory::Wanted,
    locale::Locale,
    ops::{self, Act, Caller, Error, Expects, File, Import, NewComment, PersonChange, Support, Tick},
    person::{Email, Role, Sector},
    policy::{Actor, AdminPermit, Job, Signed},
    reference::Reference,
    status::{ActionKind, Kind, Outcome},
    store::{Db, OpError, ReadError, Tx, WriteError, calendar, outbox, people, requests},
};
use jiff::{Span, civil::Date};
use serde_json::{Map, Value};

use super::{
    content::{Content, Earlier, Step, Story},
    held, refused,
    timeline::{Now, Scene, What},
};

/// Requests that time may move on one day.
const MOST_TIMERS: u32 = 1000;

/// Who lives here, and what has been asked.
#[derive(Debug, Clone, Default)]
pub struct Town {
    /// Everybody, by address.
    people: Arc<BTreeMap<String, (Actor, Option<Sector>)>>,
    /// The slugs of the areas, by short name.
    areas: Arc<BTreeMap<String, String>>,
    /// What areas hold and do not publish, by its key.
    held: Arc<BTreeMap<String, InventoryId>>,
    /// The requests, by the story's name; the parts of a split one by `story/area`.
    references: BTreeMap<String, Reference>,
}

/// A step that was refused.
#[derive(Debug, Clone)]
pub struct Failed {
    /// Which.
    pub step: String,
    /// Why.
    pub error: Error,
}

impl From<WriteError> for Failed {
    fn from(error: WriteError) -> Self {
        Self {
            step: "the database".to_owned(),
            error: error.into(),
        }
    }
}

impl OpError for Failed {
    fn as_db(&self) -> Option<&ReadError> {
        self.error.as_db()
    }
}

/// A person to be made, and their sector.
type Newcomer = (PersonChange, Option<Sector>);

impl Town {
    /// Makes everybody known, and brings in what an older list kept.
    pub async fn settle(db: &Db, content: &Content, now: &Now) -> anyhow::Result<Self> {
        let newcomers = newcomers(content)?;
        let earlier: Vec<ImportedRequest> = content
            .earlier
            .iter()
            .map(|earlier| read(earlier, content, now))
            .collect();
        let first = now
            .moment
            .today
            .saturating_sub(Span::new().days(content.days() + 1));
        let caller = caller(Actor::System(Job::Import), now.morning(first));
        let zone = now.zone.clone();
        let known = db
            .write(async move |tx: &Tx| settle(tx, &caller, &newcomers).await)
            .await
            .map_err(refused)?;
        let caller = self::caller(Actor::System(Job::Import), now.moment);
        db.write(async move |tx: &Tx| {
            for row in &earlier {
                let input = Import {
                    row: row.clone(),
                    open: false,
                    zone: zone.clone(),
                };
                let done = ops::import(tx, &caller, input).await;
                done.map_err(|error| failed(&row.key, error))?;
            }
            Ok::<_, Failed>(())
        })
        .await
        .map_err(refused)?;
        let held = held::list(db, content, now, &known).await?;
        Ok(Self {
            held: Arc::new(held),
            people: Arc::new(known),
            areas: Arc::new(content.areas.clone()),
            references: BTreeMap::new(),
        })
    }

    /// Lives from the first to the last of some days, in one transaction.
    pub async fn live(
        self,
        db: &Db,
        (first, last): (Date, Date),
        scenes: Vec<Scene>,
        now: &Now,
    ) -> anyhow::Result<Self> {
        let now = now.clone();
        db.write(async move |tx: &Tx| {
            let mut town = self.clone();
            let mut scenes = scenes.iter().peekable();
            let mut day = first;
            while day <= last {
                let morning = now.morning(day);
                pass_time(tx, morning).await?;
                let mut evening = morning;
                while let Some(scene) = scenes.next_if(|scene| scene.moment.today <= day) {
                    town.play(tx, scene).await?;
                    evening = scene.moment;
                }
                while outbox::spread(tx, evening.at).await.map_err(WriteError::from)? {}
                day = day.saturating_add(Span::new().days(1));
            }
            Ok::<_, Failed>(town)
        })
        .await
        .map_err(refused)
    }

    async fn play(&mut self, tx: &Tx, scene: &Scene) -> Result<(), Failed> {
        let of_scene = |error| {
            let what = match &scene.what {
                What::File { .. } => "file",
                What::Step { step } => step.what.as_str(),
                What::Support => "support",
            };
            failed(
                &format!(
                    "{}: {what} by {} on {}",
                    scene.story, scene.by, scene.moment.today
                ),
                error,
            )
        };
        let (actor, sector) = self
            .people
            .get(&scene.by)
            .cloned()
            .ok_or(Error::NotFound)
            .map_err(of_scene)?;
        let caller = caller(actor, scene.moment);
        let done = match &scene.what {
            What::File { story } => self.file(tx, &caller, story, sector).await,
            What::Step { step } => self.step(tx, &caller, &scene.story, step, sector).await,
            What::Support => {
                let reference = self.reference(&scene.story, None);
                support(tx, &caller, reference, None, sector).await
            }
        };
        done.map_err(of_scene)
    }

    async fn file(
        &mut self,
        tx: &Tx,
        caller: &Caller,
        story: &Story,
        sector: Option<Sector>,
    ) -> Result<(), Error> {
        let mut fields = self.named(&story.fields)?;
        if let Some(sector) = sector.filter(|_| !fields.contains_key("on_behalf_of")) {
            fields.entry("sector").or_insert_with(|| sector.as_str().into());
        }
        let input = File {
            new: NewDataRequest::parse(&fields)?,
            origin: story
                .origin()
                .map_err(|_| Error::field("#/origin", FieldCode::UnknownValue))?,
            files: Vec::new(),
        };
        let reference = match &story.inventory {
            None => ops::file(tx, caller, input).await?,
            Some(key) => {
                let item = *self.held.get(key).ok_or(Error::NotFound)?;
                let wanted = Wanted { item, ready: false };
                ops::ask_inventory(tx, caller, wanted, input).await?.reference()
            }
        };
        self.references.insert(story.id.clone(), reference);
        Ok(())
    }

    async fn step(
        &mut self,
        tx: &Tx,
        caller: &Caller,
        story: &str,
        step: &Step,
        sector: Option<Sector>,
    ) -> Result<(), Error> {
        let reference = self.reference(story, step.part.as_deref());
        let text = step.say.clone().unwrap_or_default();
        match step.what.as_str() {
            "support" => support(tx, caller, reference, step.say.clone(), sector).await,
            "follow" => ops::follow(tx, caller, reference?).await.map(drop),
            "comment" | "note" => {
                let input = NewComment {
                    reference: reference?,
                    text,
                    internal: step.what == "note",
                };
                ops::comment(tx, caller, input).await.map(drop)
            }
            action => {
                let kind =
                    ActionKind::parse(action).ok_or_else(|| Error::field("#/do", FieldCode::UnknownValue))?;
                let mut fields = self.named(&step.fields)?;
                if let Some(say) = &step.say {
                    fields.insert("message".into(), say.as_str().into());
                }
                let reference = reference?;
                let input = Act {
                    reference,
                    draft: Draft::new(kind, fields),
                    expects: Expects::Any,
                };
                ops::act(tx, caller, input).await?;
                if kind == ActionKind::Split {
                    self.note_parts(tx, caller, story, step, reference).await?;
                }
                Ok(())
            }
        }
    }

    /// The stories go on with the parts, by the areas' short names.
    async fn note_parts(
        &mut self,
        tx: &Tx,
        caller: &Caller,
        story: &str,
        step: &Step,
        whole: Reference,
    ) -> Result<(), Error> {
        let whole = ops::find(tx, &caller.actor, whole, requests::Lock::No).await?;
        let parts = requests::parts(tx, &caller.actor, whole.id).await?;
        let areas = step.fields.get("areas").and_then(Value::as_array);
        for (area, part) in areas.into_iter().flatten().zip(parts) {
            let area = area.as_str().unwrap_or_default();
            self.references.insert(format!("{story}/{area}"), part.reference);
        }
        Ok(())
    }

    fn reference(&self, story: &str, part: Option<&str>) -> Result<Reference, Error> {
        let name = part.map_or_else(|| story.to_owned(), |part| format!("{story}/{part}"));
        self.references.get(&name).copied().ok_or(Error::NotFound)
    }

    /// Fields as the API takes them: the stories' own names for areas, people and requests are looked up.
    fn named(&self, fields: &Map<String, Value>) -> Result<Map<String, Value>, Error> {
        let mut fields = fields.clone();
        let slug = |value: &Value| {
            let name = value.as_str().unwrap_or_default();
            let slug = self
                .areas
                .get(name)
                .ok_or_else(|| Error::field("#/area", FieldCode::NotAnArea))?;
            Ok::<Value, Error>(slug.as_str().into())
        };
        for (name, value) in &mut fields {
            match name.as_str() {
                "area" => *value = slug(value)?,
                "areas" => {
                    let areas = value.as_array().into_iter().flatten();
                    *value = Value::Array(areas.map(slug).collect::<Result<_, _>>()?);
                }
                "into" | "follows" => {
                    let story = value.as_str().unwrap_or_default();
                    *value = self.reference(story, None)?.to_string().into();
                }
                _ => {}
            }
        }
        Ok(fields)
    }
}

/// What time does on its own, this morning.
async fn pass_time(tx: &Tx, morning: Moment) -> Result<(), Failed> {
    let calendar = calendar::load(tx, morning.today)
        .await
        .map_err(WriteError::from)?;
    let reminders = calendar.is_working(morning.today);
    let due = requests::with_timers(tx, morning.today, reminders, MOST_TIMERS)
        .await
        .map_err(WriteError::from)?;
    let caller = caller(Actor::System(Job::Timers), morning);
    for request in due {
        let done = ops::tick(tx, &caller, Tick { request, reminders }).await;
        done.map_err(|error| failed(&format!("what time does on {}", morning.today), error))?;
    }
    Ok(())
}

async fn support(
    tx: &Tx,
    caller: &Caller,
    reference: Result<Reference, Error>,
    text: Option<String>,
    sector: Option<Sector>,
) -> Result<(), Error> {
    let input = Support {
        reference: reference?,
        public: text.is_some(),
        text,
        sector,
    };
    ops::support(tx, caller, input).await.map(drop)
}

async fn settle(
    tx: &Tx,
    caller: &Caller,
    newcomers: &[Newcomer],
) -> Result<BTreeMap<String, (Actor, Option<Sector>)>, Failed> {
    let mut known = BTreeMap::new();
    for (change, sector) in newcomers {
        let of_them = |error| failed(&format!("{} comes to town", change.email), error);
        ops::create_person(tx, caller, &AdminPermit::at_the_machine(), change.clone())
            .await
            .map_err(of_them)?;
        let person = people::find(tx, &change.email).await.map_err(WriteError::from)?;
        let person = person.ok_or(Error::NotFound).map_err(of_them)?;
        let signed = Signed {
            id: person.id,
            role: person.role,
            areas: person.areas,
            read_only: false,
        };
        known.insert(change.email.to_string(), (Actor::Person(signed), *sector));
    }
    Ok(known)
}

fn newcomers(content: &Content) -> anyhow::Result<Vec<Newcomer>> {
    let mut newcomers = Vec::new();
    let newcomer = |email: Email, name: &str, role: Role, areas: Vec<String>| PersonChange {
        email,
        name: name.to_owned(),
        role,
        areas,
    };
    for person in &content.people {
        let area = person
            .area
            .as_ref()
            .and_then(|area| content.areas.get(area))
            .cloned();
        let change = newcomer(
            person.email()?,
            &person.name,
            person.role()?,
            area.into_iter().collect(),
        );
        newcomers.push((change, person.sector.as_deref().and_then(Sector::parse)));
    }
    for neighbour in &content.neighbours {
        let change = newcomer(neighbour.email()?, &neighbour.name, Role::Person, Vec::new());
        newcomers.push((change, Some(neighbour.sector()?)));
    }
    Ok(newcomers)
}

/// A request of the older list, as an import would read it.
fn read(earlier: &Earlier, content: &Content, now: &Now) -> ImportedRequest {
    let slug = content.areas.get(&earlier.area).unwrap_or(&earlier.area).clone();
    ImportedRequest {
        key: format!("formulario-anterior/{}", earlier.key),
        title: earlier.title.clone(),
        body: earlier.body.clone(),
        purpose: None,
        kind: Kind::NewDataset,
        dataset: None,
        theme: Some(earlier.theme.clone()),
        area: Some(ImportedArea {
            name: slug.clone(),
            slug,
        }),
        sector: Sector::Unknown,
        language: Locale::EsAr,
        requester: None,
        received_on: now.moment.today.saturating_sub(Span::new().days(earlier.ago)),
        pending: true,
        end: ImportedEnd {
            outcome: Outcome::NotAnswered,
            evidence: Evidence::default(),
            message: earlier.said.clone(),
            on: None,
        },
        original: format!("asunto: {}", earlier.title),
    }
}

pub(super) fn caller(actor: Actor, moment: Moment) -> Caller {
    Caller {
        actor,
        moment,
        locale: Locale::EsAr,
        key: None,
        from: None,
    }
}

pub(super) fn failed(step: &str, error: Error) -> Failed {
    Failed {
        step: step.to_owned(),
        error,
    }
}
