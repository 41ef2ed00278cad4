//! Rows of `data_request`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "data_request")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub year: i32,
    pub number: i64,
    pub title: String,
    pub body: String,
    pub purpose: Option<String>,
    pub kind: String,
    pub theme_id: i64,
    pub theme_pending: bool,
    pub dataset: Option<String>,
    pub wanted_frequency: Option<String>,
    pub format: Option<String>,
    pub period: Option<String>,
    pub coverage: Option<String>,
    pub requester_id: i64,
    pub requester_name: Option<String>,
    pub anonymous: bool,
    pub sector: String,
    pub origin: String,
    pub language: String,
    pub legal_duty: bool,
    pub readiness: i32,
    pub part_of_id: Option<i64>,
    pub follows_id: Option<i64>,
    pub import_key: Option<String>,
    pub created_at: i64,
    pub updated_at: i64,
    pub version: i64,
    pub standing: String,
    pub evidence: String,
    pub evidence_state: String,
    pub verdict_comment: Option<String>,
    pub status: String,
    pub outcome: Option<String>,
    pub area_id: Option<i64>,
    pub assignee_id: Option<i64>,
    pub hidden: bool,
    pub duplicate_of_id: Option<i64>,
    pub due_on: Option<String>,
    pub promised_on: Option<String>,
    pub timer_on: Option<String>,
    pub remind_on: Option<String>,
    pub answered_at: Option<i64>,
    pub closed_at: Option<i64>,
    pub rank_key: i64,
    pub act_by: Option<String>,
    pub news: Option<String>,
    pub figures: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
