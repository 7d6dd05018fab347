from motcua.desk.counter import urls as counter
from motcua.desk.handling import urls as handling
from motcua.desk.reception import urls as reception

app_name = "desk"
urlpatterns = [*reception.urlpatterns, *handling.urlpatterns, *counter.urlpatterns]
