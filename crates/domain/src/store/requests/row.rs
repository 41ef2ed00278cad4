//! One row of `data_request` with everything a reader needs, and how it becomes a [`DataRequest`].

use jiff::{Timestamp, tz::TimeZone};
use sea_orm::{DbErr, FromQueryResult};
use serde::{Deserialize, Serialize};

use super::{DataRequest, Evidence, Inputs, Kind, Moment, Origin, Reference, RequestId, Standing, broken};
use crate::{legal_check::LegalCheck, person::Sector, priority::Weights, status::Ground};

/// Every column, for one request.
pub(super) const COLUMNS: &str = "r.id, r.year, r.number, r.title, r.body, r.purpose, r.kind, t.key as theme,
    t.priority as priority_theme, r.theme_pending, a.slug as area, r.dataset, r.wanted_frequency, r.format, r.period,
    r.coverage, r.requester_name, r.anonymous, r.sector, r.origin, r.language, r.legal_duty, r.readiness,
    r.personal_data, r.secrecy, r.standing,
    r.evidence, r.verdict_comment, r.created_at, r.updated_at, r.version, c.revision, c.supporters, c.sectors, c.followers,
    c.comments,
    (select w.weights from weights_change w order by w.id desc limit 1) as weights,
    (select po.year from data_request po where po.id = r.part_of_id) as part_year,
    (select po.number from data_request po where po.id = r.part_of_id) as part_number,
    (select fo.year from data_request fo where fo.id = r.follows_id) as follows_year,
    (select fo.number from data_request fo where fo.id = r.follows_id) as follows_number,
    (select du.year from data_request du where du.id = r.duplicate_of_id) as duplicate_year,
    (select du.number from data_request du where du.id = r.duplicate_of_id) as duplicate_number";

/// What hangs on `data_request r`. The requests it points to are read by subqueries instead: with three joins more,
/// PostgreSQL takes ten times as long to plan a search as to run it.
pub(super) const JOINS: &str =
    "join request_counter c on c.request_id = r.id join theme t on t.id = r.theme_id
    left join area a on a.id = r.area_id";

/// Every column, for a list: without the purpose, and with as much of the body as an excerpt needs.
pub(super) fn list_columns() -> String {
    COLUMNS.replace(
        "r.body, r.purpose",
        "substr(r.body, 1, 400) as body, cast(null as text) as purpose",
    )
}

/// One request, by whatever condition follows.
pub(super) fn select() -> String {
    format!("select {COLUMNS} from data_request r {JOINS}")
}

#[derive(FromQueryResult)]
pub(super) struct Row {
    id: i64,
    year: i32,
    number: i64,
    title: String,
    body: String,
    purpose: Option<String>,
    kind: String,
    theme: String,
    priority_theme: bool,
    theme_pending: bool,
    area: Option<String>,
    dataset: Option<String>,
    wanted_frequency: Option<String>,
    format: Option<String>,
    period: Option<String>,
    coverage: Option<String>,
    requester_name: Option<String>,
    anonymous: bool,
    sector: String,
    origin: String,
    language: String,
    legal_duty: bool,
    readiness: i32,
    personal_data: String,
    secrecy: String,
    standing: String,
    evidence: String,
    verdict_comment: Option<String>,
    created_at: i64,
    updated_at: i64,
    version: i64,
    revision: i64,
    supporters: i64,
    sectors: String,
    followers: i64,
    comments: i64,
    weights: Option<String>,
    part_year: Option<i32>,
    part_number: Option<i64>,
    follows_year: Option<i32>,
    follows_number: Option<i64>,
    duplicate_year: Option<i32>,
    duplicate_number: Option<i64>,
}

impl Row {
    pub(super) fn into_request(self) -> Result<DataRequest, DbErr> {
        let created_at = timestamp(self.created_at)?;
        let standing = parse_standing(&self.standing)?;
        let by_sector = serde_json::from_str(&self.sectors).map_err(|_| broken("count by sector"))?;
        let inputs = Inputs {
            supporters: &by_sector,
            priority_theme: self.priority_theme,
            table_rank: None,
            legal_duty: self.legal_duty,
            readiness: self.readiness.into(),
            received_on: Moment::new(created_at, &TimeZone::UTC).today,
        };
        let priority = inputs.weigh(&Weights::stored(self.weights.as_deref()));
        Ok(DataRequest {
            id: RequestId(self.id),
            reference: reference(self.year, self.number)?,
            title: self.title,
            body: self.body,
            purpose: self.purpose,
            kind: Kind::parse(&self.kind).ok_or_else(|| broken("kind"))?,
            theme: self.theme,
            theme_pending: self.theme_pending,
            area: self.area,
            dataset: self.dataset,
            wanted_frequency: self.wanted_frequency,
            format: self.format,
            period: self.period,
            coverage: self.coverage,
            requester_name: self.requester_name,
            anonymous: self.anonymous,
            sector: Sector::parse(&self.sector).ok_or_else(|| broken("sector"))?,
            origin: Origin::parse(&self.origin).ok_or_else(|| broken("origin"))?,
            language: self.language,
            legal_duty: self.legal_duty,
            readiness: self.readiness.into(),
            personal_data: LegalCheck::parse(&self.personal_data).ok_or_else(|| broken("legal check"))?,
            secrecy: LegalCheck::parse(&self.secrecy).ok_or_else(|| broken("legal check"))?,
            part_of: pair(self.part_year, self.part_number)?,
            follows: pair(self.follows_year, self.follows_number)?,
            duplicate_of: pair(self.duplicate_year, self.duplicate_number)?,
            evidence: serde_json::from_str::<StoredEvidence>(&self.evidence)
                .map_err(|_| broken("evidence"))?
                .into(),
            verdict_comment: self.verdict_comment,
            priority,
            standing,
            supporters: self.supporters,
            supporters_by_sector: by_sector,
            followers: self.followers,
            comments: self.comments,
            created_at,
            updated_at: timestamp(self.updated_at)?,
            version: self.version,
            revision: self.revision,
        })
    }
}

/// Evidence as it is stored with the request.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields of `Evidence`")]
pub struct StoredEvidence {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dataset: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responsible: Option<String>,
}

impl StoredEvidence {
    /// As text, for its column.
    pub fn text(&self) -> Result<String, DbErr> {
        serde_json::to_string(self).map_err(|error| DbErr::Json(error.to_string()))
    }
}

impl From<&Evidence> for StoredEvidence {
    fn from(evidence: &Evidence) -> Self {
        let Evidence {
            dataset,
            url,
            how,
            missing,
            ground,
            responsible,
        } = evidence.clone();
        Self {
            dataset,
            url,
            how,
            missing,
            ground,
            responsible,
        }
    }
}

impl From<StoredEvidence> for Evidence {
    fn from(stored: StoredEvidence) -> Self {
        let StoredEvidence {
            dataset,
            url,
            how,
            missing,
            ground,
            responsible,
        } = stored;
        Self {
            dataset,
            url,
            how,
            missing,
            ground,
            responsible,
        }
    }
}

pub(super) fn standing_text(standing: &Standing) -> Result<String, DbErr> {
    serde_json::to_string(standing).map_err(|error| DbErr::Json(error.to_string()))
}

pub(super) fn parse_standing(text: &str) -> Result<Standing, DbErr> {
    serde_json::from_str(text).map_err(|error| DbErr::Json(error.to_string()))
}

pub(in crate::store) fn timestamp(seconds: i64) -> Result<Timestamp, DbErr> {
    Timestamp::from_second(seconds).map_err(|_| broken("time"))
}

pub(super) fn reference(year: i32, number: i64) -> Result<Reference, DbErr> {
    Ok(Reference {
        year: year.try_into().map_err(|_| broken("year"))?,
        number,
    })
}

fn pair(year: Option<i32>, number: Option<i64>) -> Result<Option<Reference>, DbErr> {
    year.zip(number)
        .map(|(year, number)| reference(year, number))
        .transpose()
}
