-- Customer profiles say which products fit: a product tells what it is, what it costs for how long, and when it was given up.

alter table products
  add column description text not null default '' check (length(description) <= 2000),
  add column price_period text check (price_period in ('once', 'month', 'quarter', 'year')),
  add column archived_at timestamptz;
